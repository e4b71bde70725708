"""Apertium's APy, bound to this machine only: /usr/bin/python3 apertium_loopback.py -p PORT FOLDER/modes"""

import tornado.tcpserver

bind = tornado.tcpserver.TCPServer.bind


def bind_here(self, port, address=None, **others):
    return bind(self, port, "127.0.0.1", **others)


tornado.tcpserver.TCPServer.bind = bind_here

from apertium_apy.apy import main  # noqa: E402

main()
