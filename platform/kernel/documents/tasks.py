"""Jobs over files: check and make pictures, try again what was held, sweep what nobody knows."""

from django.utils import timezone

from kernel.documents import deciding, sweeping
from kernel.documents.models import Document, State
from kernel.documents.preparing import Rejected, prepared
from kernel.documents.store import tenant_store
from kernel.jobs import every, in_tenant, tenant_task


@tenant_task(retries=8, transaction=False, queue="documents")
def prepare(*, document_id: int) -> None:
    """Check one received file and let it be shown, or reject it; safe to run twice."""
    with in_tenant():
        document = Document.objects.filter(pk=document_id, state=State.PENDING).first()
        store = tenant_store()
    if document is None:
        return
    folder = f"{document.kind}/{document.public_id}"
    try:
        variants = prepared(
            store, key=document.key, folder=folder, media_type=document.content_type
        )
    except Rejected as refusal:
        with in_tenant():
            raw = deciding.reject(document_id=document_id, reason=refusal.reason)
    else:
        with in_tenant():
            raw = deciding.release(document_id=document_id, variants=variants)
    if raw:
        store.delete(raw)


@every("7 * * * *")
@tenant_task()
def prepare_held() -> None:
    """Check again what was held because the scanner or the store was away."""
    for document_id in deciding.held_back(at=timezone.now()):
        prepare.enqueue(document_id=document_id, key=f"prepare:{document_id}")


@every("20 20 * * *")
@tenant_task(transaction=False)
def sweep() -> None:
    """Delete the objects that no row knows, a day after they were written."""
    sweeping.sweep(at=timezone.now())
