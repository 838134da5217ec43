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
    "read_wrong_extension": {
        "vi": "Đuôi tệp là {extension} nhưng nội dung là {format}: đã đọc theo nội dung.",
        "en": "The file's extension is {extension}, its content {format}: read by its content.",
    },
    "read_tracked_changes": {
        "vi": "Văn bản còn {count} chỗ sửa theo dõi (Track Changes) chưa chấp nhận: đã đọc như khi chấp nhận tất cả.",
        "en": "{count} tracked changes are still pending: read as if all were accepted.",
    },
    "read_outside_part": {
        "vi": "Văn bản chèn {count} tệp khác: phần đó chưa được đọc, hãy mở bằng Word, lưu lại rồi chạy lại.",
        "en": "{count} other files are embedded and were not read: open and save the file in Word, then run again.",
    },
    "read_page_without_text": {
        "vi": "Trang {pages} là ảnh quét, không có lớp chữ: chưa được đọc.",
        "en": "Page {pages}: a scanned picture without a text layer, not read.",
    },
    "read_page_garbled": {
        "vi": "Trang {pages} có lớp chữ hỏng (mã phông không rõ): chưa được đọc.",
        "en": "Page {pages}: the text layer is unusable (font codes without letters), not read.",
    },
    "read_page_damaged": {
        "vi": "Trang {pages} bị hỏng: không mở được.",
        "en": "Page {pages} is damaged and could not be opened.",
    },
    "read_broken_characters": {
        "vi": "Có {count} ký tự hỏng, không đọc được.",
        "en": "{count} characters are broken and could not be read.",
    },
    "read_stamped": {
        "vi": "Trang {pages}: chữ đóng dấu điện tử, không phải chữ của trang: “{words}”.",
        "en": "Page {pages}: words from a stamp or signature field, not from the page's own text: “{words}”.",
    },
    "read_stamp_image": {
        "vi": "Trang {pages} có dấu hoặc chữ ký số bằng hình: số, ngày có thể nằm trong hình, cần xem bằng mắt.",
        "en": "Page {pages}: stamps or signatures drawn as pictures; a number or date may stand in them, look for yourself.",
    },
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
    "no_rules": {
        "vi": "Không còn quy tắc nào để chạy: xem lại --select và --ignore.",
        "en": "No rule is left to run: see --select and --ignore.",
    },
    "no_files": {"vi": "Thư mục không có tệp nào để kiểm tra.", "en": "The folders hold no file to check."},
    "no_result": {
        "vi": "{path} không phải kết quả JSON của công cụ. Tạo lại bằng «auditor check … --format json --output {path}».",
        "en": "{path} is no JSON result of this tool. Make it again with “auditor check … --format json --output {path}”.",
    },
    "settings": {
        "vi": "Tệp cấu hình {file}: {problem} Sửa tệp rồi chạy lại.",
        "en": "Settings file {file}: {problem} Mend the file and run again.",
    },
    "settings_unreadable": {"vi": "không đọc được ({reason}).", "en": "it can't be read ({reason})."},
    "settings_unknown_key": {
        "vi": "không có mục «{name}»; các mục dùng được: {allowed}.",
        "en": "there is no setting “{name}”; known ones: {allowed}.",
    },
    "settings_unknown_code": {
        "vi": "không có quy tắc hay nhóm {code}.",
        "en": "there is no rule or family {code}.",
    },
    "settings_wrong_value": {
        "vi": "giá trị của «{name}» không hợp lệ; dùng: {allowed}.",
        "en": "the value of “{name}” is not valid; use: {allowed}.",
    },
    "settings_suppression_incomplete": {
        "vi": "một mục [[suppress]] thiếu {missing}.",
        "en": "a [[suppress]] entry lacks {missing}.",
    },
    "suppressed": {"vi": "Đã bỏ qua {count} điều theo {file}.", "en": "{count} findings left out by {file}."},
    "suppression_expired": {
        "vi": "Mục bỏ qua {fingerprint} ({reason}; {who}) đã hết hạn ngày {until}: gia hạn hoặc xóa.",
        "en": "The suppression {fingerprint} ({reason}; {who}) expired on {until}: renew or remove it.",
    },
    "suppression_unused": {
        "vi": "Mục bỏ qua {fingerprint} ({reason}; {who}) không còn khớp điều nào: xóa nếu không dùng nữa.",
        "en": "The suppression {fingerprint} ({reason}; {who}) matches nothing any more: remove it if it is not needed.",
    },
    "diff_new": {"vi": "MỚI", "en": "NEW"},
    "diff_fixed": {"vi": "ĐÃ SỬA", "en": "FIXED"},
    "diff_standing": {"vi": "CÒN NGUYÊN", "en": "STANDING"},
    "diff_total": {
        "vi": "{new} điều mới, {fixed} điều đã sửa, {standing} điều còn nguyên.",
        "en": "{new} new, {fixed} fixed, {standing} standing.",
    },
    "output_is_input": {
        "vi": "Không ghi đè lên chính tệp {path}: chọn nơi khác bằng --output.",
        "en": "{path} would be overwritten by its own result: choose another place with --output.",
    },
    "cannot_write": {
        "vi": "Không ghi được {path}: {reason}. Chọn nơi khác bằng --output.",
        "en": "Could not write {path}: {reason}. Choose another place with --output.",
    },
    "write_is_folder": {"vi": "đó là một thư mục", "en": "it is a folder"},
    "write_no_folder": {"vi": "chưa có thư mục để ghi vào", "en": "its folder does not exist"},
    "write_no_permission": {
        "vi": "không có quyền ghi, hoặc tệp đang mở ở chương trình khác",
        "en": "no permission, or the file is open in another program",
    },
    "progress": {"vi": "Đang đọc {done}/{total}: {path}", "en": "Reading {done}/{total}: {path}"},
    "severity": {"vi": "Mức", "en": "Severity"},
    "ground": {"vi": "Căn cứ", "en": "Legal ground"},
    "from": {"vi": "từ", "en": "from"},
    "until": {"vi": "đến hết", "en": "until"},
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
    "facts_header": {"vi": "Phần đầu văn bản", "en": "Header"},
    "facts_references": {"vi": "Viện dẫn", "en": "Citations"},
    "facts_periods": {"vi": "Thời gian", "en": "Times"},
    "facts_tasks": {"vi": "Nhiệm vụ", "en": "Tasks"},
    "facts_samples": {"vi": "Số liệu khảo sát", "en": "Survey figures"},
    "facts_scoring": {"vi": "Khung điểm", "en": "Scoring frames"},
    "facts_bands": {"vi": "Xếp loại", "en": "Rating bands"},
    "facts_assignments": {"vi": "Phân công", "en": "Assignments"},
    "facts_recipients": {"vi": "Nơi nhận", "en": "Recipients"},
    "facts_signer": {"vi": "Người ký", "en": "Signer"},
    "facts_none": {
        "vi": "Không đọc được dữ kiện nào trong tệp này.",
        "en": "No facts were found in this file.",
    },
    "facts_blank": {"vi": "(để trống)", "en": "(left blank)"},
    "fact_number": {"vi": "Số", "en": "Number"},
    "fact_symbol": {"vi": "Ký hiệu", "en": "Symbol"},
    "fact_type": {"vi": "Loại văn bản", "en": "Type"},
    "fact_issuer": {"vi": "Cơ quan ban hành", "en": "Issuer"},
    "fact_place": {"vi": "Nơi ban hành", "en": "Place"},
    "fact_issued": {"vi": "Ngày ban hành", "en": "Date of issue"},
    "fact_title": {"vi": "Trích yếu", "en": "Subject"},
    "fact_year": {"vi": "Năm đánh giá", "en": "Year assessed"},
    "fact_basis": {"vi": "căn cứ", "en": "legal ground"},
    "fact_due": {"vi": "Thời hạn", "en": "Due"},
    "fact_lead": {"vi": "Chủ trì", "en": "Lead"},
    "fact_support": {"vi": "Phối hợp", "en": "Support"},
    "fact_unsized": {"vi": "không ghi số", "en": "no figure"},
    "fact_computed": {"vi": "tính ra {value}", "en": "comes to {value}"},
    "fact_fields": {"vi": "{count} lĩnh vực", "en": "{count} fields"},
    "fact_criteria": {"vi": "{count} tiêu chí", "en": "{count} criteria"},
    "fact_subcriteria": {"vi": "{count} tiêu chí thành phần", "en": "{count} sub-criteria"},
    "fact_points": {"vi": "{count} điểm", "en": "{count} points"},
    "fact_from": {"vi": "từ {value}", "en": "from {value}"},
    "fact_above": {"vi": "trên {value}", "en": "above {value}"},
    "fact_to": {"vi": "đến {value}", "en": "to {value}"},
    "fact_below": {"vi": "dưới {value}", "en": "below {value}"},
    "fact_limited": {"vi": "một phần", "en": "in part"},
    "fact_until": {"vi": "đến hết {day}", "en": "until {day}"},
    "fact_since": {"vi": "từ {day}", "en": "from {day}"},
    "fact_impossible": {"vi": "ngày không có trong lịch", "en": "a date that no calendar has"},
    "fact_recurring": {"vi": "lặp lại", "en": "recurring"},
    "fact_condition": {"vi": "không có ngày cụ thể", "en": "no fixed days"},
    "grade_repaired": {"vi": "đã sửa lỗi gõ", "en": "slip mended"},
    "grade_fallback": {"vi": "suy ra từ chỗ khác", "en": "told by its context"},
    "grade_ocr": {"vi": "nhận dạng từ ảnh", "en": "read from a picture"},
    "mark_header": {"vi": "văn bản", "en": "header"},
    "mark_reference": {"vi": "viện dẫn", "en": "citation"},
    "mark_period": {"vi": "thời gian", "en": "time"},
    "mark_agency": {"vi": "cơ quan", "en": "agency"},
    "mark_sample": {"vi": "số liệu", "en": "figure"},
    "mark_scoring": {"vi": "thang điểm", "en": "scoring"},
    "mark_assignment": {"vi": "phân công", "en": "charge"},
    "mark_signer": {"vi": "người ký", "en": "signer"},
    "legend": {"vi": "Chú giải", "en": "Legend"},
    "legend_unsure": {
        "vi": "Viền đứt: giá trị không đọc thẳng từ chữ mà được sửa lỗi gõ hoặc suy ra từ chỗ khác.",
        "en": "Dashed border: a value that does not stand there as such, but was mended or told by its context.",
    },
    "legend_hint": {
        "vi": "Đưa con trỏ vào chỗ tô màu để xem giá trị đã đọc.",
        "en": "Point at a mark to see the value that was read.",
    },
}


def say(name: str, language: str, /, **values: object) -> str:
    """The words `name` in `language`, with their places filled."""
    return TEXTS[name][language].format(**values)
