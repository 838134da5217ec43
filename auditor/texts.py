"""Words of the interface, Vietnamese first; messages of rules live in their catalogue pages."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "error": {"vi": "LỖI", "en": "ERROR"},
    "warning": {"vi": "CẢNH BÁO", "en": "WARNING"},
    "note": {"vi": "LƯU Ý", "en": "NOTE"},
    "expected": {"vi": "Cần là", "en": "Expected"},
    "actual": {"vi": "Văn bản ghi", "en": "Found"},
    "explanation": {"vi": "Văn bản giải thích", "en": "The document explains"},
    "related": {"vi": "Đối chiếu", "en": "See also"},
    "page": {"vi": "trang {page}", "en": "page {page}"},
    "line": {"vi": "dòng {number}", "en": "line {number}"},
    "paragraph": {"vi": "đoạn {number}", "en": "paragraph {number}"},
    "footnote": {"vi": "chú thích {number}", "en": "footnote {number}"},
    "cell": {
        "vi": "bảng {table}, hàng {row}, cột {column}",
        "en": "table {table}, row {row}, column {column}",
    },
    "clean": {"vi": "Không thấy điều gì phải sửa.", "en": "Nothing to mend was found."},
    "held": {
        "vi": "Đã kiểm {checked} điểm theo {rules} quy tắc; {held} điểm đúng.",
        "en": "{checked} points checked by {rules} rules; {held} hold.",
    },
    "facts": {
        "vi": "Đã đọc: {references} viện dẫn, {tasks} nhiệm vụ, {dues} thời hạn, {samples} số liệu khảo sát.",
        "en": "Read: {references} citations, {tasks} tasks, {dues} deadlines, {samples} survey figures.",
    },
    "unreadable": {"vi": "không đọc được", "en": "could not be read"},
    "total": {
        "vi": "Tổng cộng {documents} văn bản: {error} lỗi, {warning} cảnh báo, {note} lưu ý{unreadable}.",
        "en": "{documents} documents in all: {error} errors, {warning} warnings, {note} notes{unreadable}.",
    },
    "total_unreadable": {"vi": "; {count} tệp không đọc được", "en": "; {count} files could not be read"},
    "no_number": {"vi": "chưa có số", "en": "no number"},
    "no_date": {"vi": "chưa ghi ngày", "en": "no date"},
    "no_such_path": {
        "vi": "Không có tệp hay thư mục {path}. Kiểm tra lại đường dẫn rồi chạy lại.",
        "en": "There is no file or folder {path}. Check the path and run again.",
    },
    "unknown_code": {
        "vi": "Không có quy tắc hay nhóm {code}.{hint} Chạy «auditor explain» để xem danh sách.",
        "en": "There is no rule or family {code}.{hint} Run “auditor explain” for the list.",
    },
    "nearest_code": {"vi": " Có phải {code}?", "en": " Did you mean {code}?"},
    "no_files": {"vi": "Thư mục không có tệp nào để kiểm tra.", "en": "The folders hold no file to check."},
    "cannot_write": {
        "vi": "Không ghi được {path}: {reason}. Chọn nơi khác bằng --output.",
        "en": "Could not write {path}: {reason}. Choose another place with --output.",
    },
    "progress": {"vi": "Đang đọc {done}/{total}: {path}", "en": "Reading {done}/{total}: {path}"},
    "severity": {"vi": "Mức", "en": "Severity"},
    "ground": {"vi": "Căn cứ", "en": "Legal ground"},
    "from": {"vi": "từ", "en": "from"},
    "no_ground": {
        "vi": "quy ước của công cụ, không phải quy định",
        "en": "a convention of the tool, not a regulation",
    },
    "rules": {
        "vi": "Các quy tắc (xem từng quy tắc: auditor explain MÃ)",
        "en": "The rules (one in full: auditor explain CODE)",
    },
    "demo": {
        "vi": "Ba kế hoạch mẫu đi kèm công cụ, về những tỉnh và xã không có thật, có lỗi cài sẵn:",
        "en": "Three sample plans that come with the tool, about invented places, with faults planted in them:",
    },
}


def say(name: str, language: str, **values: object) -> str:
    """The words `name` in `language`, with their places filled."""
    return TEXTS[name][language].format(**values)
