"""What a file is, by its first bytes; its name is asked only when they do not say."""

from __future__ import annotations

import mimetypes

from disputes_app.importers.base import Kind

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"OFXHEADER", "application/x-ofx"),
)
# The brand of an ISO base media file (bytes 8 to 12) tells pictures from films.
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# Python's own table: the one of the platform differs from machine to machine.
_TABLE = mimetypes.MimeTypes()
# What that table lacks, or says otherwise.
_EXTENSIONS = {
    "heic": "image/heic",
    "heif": "image/heic",
    "hif": "image/heic",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "csv": "text/csv",
    "webp": "image/webp",
    "opus": "audio/ogg",
    "mht": "multipart/related",
    "mhtml": "multipart/related",
}
_ARCHIVED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def by_content(head: bytes) -> str | None:
    """The media type that the first bytes prove, or None when they prove nothing."""
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}.get(head[8:12])
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _HEIF_BRANDS:
            return "image/heic"
        if brand in (b"avif", b"avis"):
            return "image/avif"
        return "video/quicktime" if brand == b"qt  " else "video/mp4"
    return None


def by_name(name: str) -> str | None:
    """The media type that the extension claims."""
    _, dot, extension = name.rpartition(".")
    extension = extension.casefold()
    if not dot:
        return None
    return _EXTENSIONS.get(extension) or _ARCHIVED.get(extension) or _TABLE.guess_type(f"x.{extension}")[0]


def media_type(head: bytes, name: str) -> str:
    """The best answer: content first, then the name, then text or raw bytes."""
    proven = by_content(head)
    claimed = by_name(name)
    if proven == "application/zip" and claimed in _ARCHIVED.values():
        return claimed or proven
    if proven == "application/x-ole-storage" and claimed == "application/vnd.ms-outlook":
        return claimed
    if proven:
        return proven
    # A picture or film is known by its bytes; a name alone does not make one.
    if claimed and not claimed.startswith(("image/", "video/")) and claimed != "application/pdf":
        return claimed
    return "text/plain" if _is_text(head) else "application/octet-stream"


def extension_of(media_type: str) -> str:
    """The usual extension, with its dot; empty when there is none."""
    return _TABLE.guess_extension(media_type) or ""


def disagrees(head: bytes, name: str) -> bool:
    """Whether the name claims a picture, film, PDF or archive that the content is not."""
    claimed = by_name(name) or ""
    group = claimed.split("/")[0] if claimed.startswith(("image/", "video/")) else claimed
    return group in ("image", "video", "application/pdf", "application/zip") and not media_type(
        head, name
    ).startswith(group)


def _is_text(head: bytes) -> bool:
    if not head or b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3  # a character cut in half by the end of the head
    return True


def kind_of(media_type: str) -> Kind:
    """The kind of evidence a media type stands for, when nothing more is known of the file."""
    if media_type.startswith("image/"):
        return "photo"
    if media_type.startswith("video/"):
        return "video"
    if media_type == "message/rfc822":
        return "mail"
    return (
        "document"
        if media_type.startswith(("text/", "multipart/related", "application/pdf", "application/vnd.o"))
        else "other"
    )
