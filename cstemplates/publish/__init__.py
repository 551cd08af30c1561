"""Publish: names, whole files, the manifest; nothing about what is inside."""

from cstemplates.publish.archive import archive_findings, archive_place, zip_files
from cstemplates.publish.atomic import write_file
from cstemplates.publish.folder import Published, publish, target_findings
from cstemplates.publish.manifest import OutputFile, content_hash, content_sha256, sha256
from cstemplates.publish.names import plan_names, safe_name
from cstemplates.publish.protection import opens_with, protect, protect_files
from cstemplates.publish.target import other_work

__all__ = [
    "OutputFile",
    "Published",
    "archive_findings",
    "archive_place",
    "content_hash",
    "content_sha256",
    "opens_with",
    "other_work",
    "plan_names",
    "protect",
    "protect_files",
    "publish",
    "safe_name",
    "sha256",
    "target_findings",
    "write_file",
    "zip_files",
]
