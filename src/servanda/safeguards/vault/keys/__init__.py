"""Key services, one file each: a file's stem is its kind. Each has `open_service(settings)`."""
