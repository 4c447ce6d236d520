"""Which store a house keeps its bytes in: a folder of its own, or a bucket that many machines share."""

from mailbot.blobs import Blobs, FolderBlobs
from mailbot.bucket_blobs import BucketBlobs
from mailbot.settings import Settings


def open_blobs(settings: Settings) -> Blobs:
    """The store of these settings. Nothing is asked of it yet."""
    if settings.bucket is None:
        return FolderBlobs(settings.blobs_dir)
    return BucketBlobs(settings.bucket, key=settings.blobs_key, secret=settings.blobs_secret)
