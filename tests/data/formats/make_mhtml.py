"""Lets Chromium open article.html, with a picture and an advertisement in a frame, and saves what it captures."""

import base64
import http.server
import json
import os
import socket
import struct
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

PAGE = Path("article.html").read_text().replace(
    "</h1>", '</h1>\n<img src="/port.png"><iframe src="/advertisement.html"></iframe>'
)
ADVERTISEMENT = '<!DOCTYPE html><meta charset="utf-8"><p>اشتر قاربا جديدا اليوم. الأسعار منخفضة في كل مكان.</p>'
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, body = {
            "/port.png": ("image/png", PICTURE),
            "/advertisement.html": ("text/html", ADVERTISEMENT.encode()),
        }.get(self.path, ("text/html; charset=utf-8", PAGE.encode()))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class DevTools:
    """As much of a WebSocket client as one page needs."""

    def __init__(self, address):
        host, path = address.removeprefix("ws://").split("/", 1)
        name, port = host.split(":")
        self.socket = socket.create_connection((name, int(port)), timeout=30)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self.stream = self.socket.makefile("rb")
        while self.stream.readline().strip():
            pass
        self.last = 0

    def call(self, method, **parameters):
        self.last += 1
        body = json.dumps({"id": self.last, "method": method, "params": parameters}).encode()
        mask = os.urandom(4)
        length = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + struct.pack(">H", len(body))
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
        self.socket.sendall(b"\x81" + length + mask + masked)
        while True:
            answer = json.loads(self.message())
            if answer.get("id") == self.last:
                return answer["result"]

    def message(self):
        whole = b""
        while True:
            first, length = self.stream.read(2)
            if length == 126:
                (length,) = struct.unpack(">H", self.stream.read(2))
            elif length == 127:
                (length,) = struct.unpack(">Q", self.stream.read(8))
            whole += self.stream.read(length)
            if first & 0x80:
                return whole


def main():
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--remote-debugging-port=0", f"--user-data-dir={profile}",
                f"--host-resolver-rules=MAP marsa.example 127.0.0.1:{site.server_port}", "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = Path(profile) / "DevToolsActivePort"
            for _ in range(300):
                if port.exists() and port.read_text().count("\n"):
                    break
                time.sleep(0.1)
            number = port.read_text().split()[0]
            targets = json.load(urllib.request.urlopen(f"http://127.0.0.1:{number}/json/list"))
            tools = DevTools(next(t["webSocketDebuggerUrl"] for t in targets if t["type"] == "page"))
            tools.call("Page.enable")
            tools.call("Page.navigate", url="http://marsa.example/port/return")
            time.sleep(3)
            data = tools.call("Page.captureSnapshot", format="mhtml")["data"]
            Path("article.chrome.mhtml").write_bytes(data.encode())
        finally:
            browser.terminate()
            browser.wait(10)


main()
