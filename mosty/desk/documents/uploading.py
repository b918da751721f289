"""How files of people come in: into memory only, so that nothing lies open on the disk, and no more of them than may be kept."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers

from mosty.casework.enums.documents import MOST_AT_ONCE

PLACE = "/desk/documents/"
TOO_LARGE, TOO_MANY = "too-large", "too-many"


class InMemory(FileUploadHandler):
    """First of `FILE_UPLOAD_HANDLERS`; elsewhere it leaves everything to the next ones.

    What is too large, or one file too many, is read past without being kept; `request.left_out` says which, so that the screen can say
    why instead of an error page.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.is_ours = bool(self.request and self.request.path_info.startswith(PLACE))
        self.count = 0
        if self.request is not None:
            self.request.left_out = []

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if not self.is_ours:
            return
        self.count += 1
        if self.count > MOST_AT_ONCE:
            self._leave_out(TOO_MANY)
        self.held, self.size = BytesIO(), 0
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data, start):
        if not self.is_ours:
            return raw_data
        self.size += len(raw_data)
        if self.size > settings.DOCUMENT_BYTES:
            self.held.close()
            self._leave_out(TOO_LARGE)
        self.held.write(raw_data)
        return None

    def file_complete(self, file_size):
        if not self.is_ours:
            return None
        self.held.seek(0)
        return InMemoryUploadedFile(self.held, self.field_name, self.file_name, self.content_type, file_size, self.charset)

    def _leave_out(self, why):
        self.request.left_out.append((self.file_name, why))
        raise SkipFile
