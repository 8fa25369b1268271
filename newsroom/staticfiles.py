from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names with a hash of their content, module imports included, compressed beside."""

    support_js_module_import_aggregation = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # a page names a dozen files, and none changes its address while the site runs
        self._address_of = lru_cache(maxsize=1024)(super().url)

    def url(self, name, force=False):
        return super().url(name, force) if force or self.manifest_hash == "" else self._address_of(name)
