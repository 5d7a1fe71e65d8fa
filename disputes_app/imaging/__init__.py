"""Everything done to pictures and page images: opening safely, capture data, thumbnails, redaction."""
