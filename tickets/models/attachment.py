"""A file of a message. The name is for showing only; the bytes are a blob (A7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models import blob
from tickets.rules.filenames import shown_name

if TYPE_CHECKING:
    from tickets.models.message import Message

NAME_LENGTH = 120


@dataclass(frozen=True, kw_only=True)
class IncomingFile:
    """A file whose bytes are already a blob."""

    name: str
    content_type: str
    size: int
    sha256: str
    is_inline: bool = False
    content_id: str = ""

    @classmethod
    def stored(cls, name: str, content_type: str, content: bytes) -> IncomingFile:
        """Keep the bytes as a blob and describe them."""
        return cls(
            name=name, content_type=content_type, size=len(content), sha256=blob.put(content)
        )

    def placed(self, text: str, *, domain: str) -> IncomingFile:
        """Where the text names the picture in brackets, "[photo.png]", it is shown at that place (RFC 2392)."""
        if f"[{shown_name(self.name)}]" not in text or not self.content_type.startswith("image/"):
            return self
        name = hashlib.sha256(f"{self.sha256} {self.name}".encode()).hexdigest()[:24]
        return replace(self, is_inline=True, content_id=f"{name}@{domain}")


class Attachment(models.Model):
    message = models.ForeignKey(
        "tickets.Message", on_delete=models.CASCADE, related_name="attachments"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    content_type = models.CharField(_("type"), max_length=120)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    is_inline = models.BooleanField(default=False)
    content_id = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, message: Message, file: IncomingFile) -> Attachment:
        """Not saved yet; the message need not be either."""
        return cls(
            message=message,
            name=shown_name(file.name),
            content_type=file.content_type[:120],
            size=file.size,
            sha256=file.sha256,
            is_inline=file.is_inline,
            content_id=file.content_id[:250],
        )

    def content(self) -> bytes:
        """The bytes. Raises `blob.BlobDamaged`."""
        return blob.read(self.sha256)
