"""The same conversation in two other forms: in secret from the first octet (RFC 8314), and LMTP (RFC 2033)."""

import asyncio
import socket

from mailbot.inbound.conversation import Conversation
from mailbot.inbound.dialogue import plain_peer


class SecretConversation(Conversation):
    """One client that shakes hands before a word is said (RFC 8314, section 3.3)."""

    commands = Conversation.commands - {"STARTTLS"}

    async def meet(self, client: socket.socket, host: str) -> None:
        """Count the client in, shake hands, and go on from there. Raises OSError when it does not come to that."""
        tls, limits = self._door.tls, self._door.limits
        self._peer = plain_peer(host)
        if tls is None or self._door.let_in(self, self._peer) is not None:
            client.close()  # it would not understand a word in clear
            return
        seconds = min(limits.idle_seconds, limits.handshake_seconds)
        self._shaking_hands = True
        try:
            await self.loop.connect_accepted_socket(lambda: self, client, ssl=tls, ssl_handshake_timeout=seconds)
        except BaseException:
            self._door.let_out(self, self._peer)
            raise
        finally:
            self._shaking_hands = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._shaking_hands = False
        self._heard = self.loop.time()
        self._meet(transport)
        assert self.session is not None
        self.session.ssl = transport.get_extra_info("ssl_object")


class LmtpConversation(Conversation):
    """One client that speaks LMTP (RFC 2033): LHLO for EHLO, and an answer for each recipient after the final dot."""

    family = "LMTP"
    commands = Conversation.commands - {"HELO", "EHLO"} | {"LHLO"}

    async def smtp_LHLO(self, hostname: str | None) -> None:
        await self._greet(hostname, extended=True)

    def _answers(self, of_recipients: list[str]) -> list[str]:
        return of_recipients
