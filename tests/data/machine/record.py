"""Records what the official clients of translation services send, on loopback only.

    python3 -m venv V && V/bin/pip install deepl openai azure-ai-translation-text==1.0.1 \
        google-cloud-translate libretranslatepy
    V/bin/python tests/data/machine/record.py

Each client is told to translate our own sentence against a server of ours, and the request is written beside this
file. `src/machine/services/golden.rs` compares what we send. MyMemory and Apertium have no client of their own: what
their documentation asks for is tested in their files.
"""

import json
import pathlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

TEXT = "قصف الجيش غزة."
INSTRUCTION = "Translate “غزة” as “Gaza”"
MARKED = 'قصف الجيش <mstrans:dictionary translation="Gaza">غزة</mstrans:dictionary>.'
HTML = 'قصف الجيش <span translate="no">Gaza</span>.'
ANSWERS = {
    "deepl": {"translations": [{"detected_source_language": "AR", "text": "x", "billed_characters": 1}]},
    "azure": [{"translations": [{"text": "x", "to": "en"}]}],
    "google": {"data": {"translations": [{"translatedText": "x"}]}},
    "openai": {"id": "1", "object": "chat.completion", "created": 1, "model": "gemma", "choices": [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "x"}}]},
    "libretranslate": {"translatedText": "x"},
}
# The headers that mean something to the service.
HEADERS = ["authorization", "content-type", "ocp-apim-subscription-key", "ocp-apim-subscription-region",
           "x-goog-api-key"]

recorded = {}
current = ""


class Recorder(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        parts = urlsplit(self.path)
        is_form = "form-urlencoded" in self.headers.get("content-type", "")
        recorded[current] = {
            "method": self.command,
            "path": parts.path,
            "query": sorted(parse_qsl(parts.query)),
            "headers": {name: self.headers[name] for name in HEADERS if self.headers.get(name)},
            "body": dict(parse_qsl(body)) if is_form else json.loads(body),
        }
        answer = json.dumps(ANSWERS[current]).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST

    def log_message(self, *_):
        pass


def deepl(address):
    import deepl
    client = deepl.DeepLClient("test-key", server_url=address)
    client.translate_text([TEXT], source_lang="AR", target_lang="EN-US", context="قبل\nبعد",
                          preserve_formatting=True, custom_instructions=[INSTRUCTION])


def azure(address):
    from azure.ai.translation.text import TextTranslationClient
    from azure.core.credentials import AzureKeyCredential
    client = TextTranslationClient(credential=AzureKeyCredential("test-key"), region="westeurope", endpoint=address)
    client.translate(body=[{"text": MARKED}], to_language=["en"], from_language="ar")


def google(address):
    from google.auth.api_key import Credentials
    from google.cloud import translate_v2
    client = translate_v2.Client(credentials=Credentials("test-key"), client_options={"api_endpoint": address})
    client.translate([HTML], source_language="ar", target_language="en", format_="html")


def openai(address):
    import openai
    ours = json.loads((pathlib.Path(__file__).parent / "openai.question.json").read_text())
    client = openai.OpenAI(api_key="test-key", base_url=address + "/v1")
    client.chat.completions.create(**ours)


def libretranslate(address):
    from libretranslatepy import LibreTranslateAPI
    LibreTranslateAPI(address + "/", "test-key").translate(TEXT, "ar", "en")


def main():
    global current
    server = HTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for client in (deepl, azure, google, openai, libretranslate):
        current = client.__name__
        client(f"http://127.0.0.1:{server.server_port}")
        path = pathlib.Path(__file__).parent / f"{current}.json"
        path.write_text(json.dumps(recorded[current], ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        print(path)


main()
