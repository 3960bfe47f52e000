"""Models: documents as canonical bytes with their digest, and workflow."""
