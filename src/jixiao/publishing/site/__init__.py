"""公开网站: readings as a folder of pages that opens from disk, with search and permanent links."""

from jixiao.publishing.site.pages import write_site

__all__ = ["write_site"]
