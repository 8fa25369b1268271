from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names with a hash of their content, module imports included, compressed beside."""

    support_js_module_import_aggregation = True
