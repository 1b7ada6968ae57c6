"""Files: in the object store under the tenant's prefix, shown only by a policy."""

from kernel.documents.kinds import IMAGES, PDF, Rules, register_policy
from kernel.documents.links import document_url

__all__ = ["IMAGES", "PDF", "Rules", "document_url", "register_policy"]
