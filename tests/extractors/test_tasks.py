"""Tasks in lines and prose, in the ways that offices type them: who leads, who supports, by when."""

from __future__ import annotations

import time
import unicodedata

import pytest

from extractors.extract import extract
from extractors.readers.text import read_text
from extractors.task_labels import label_segments, read_task_label
from models.document import lines_document
from models.facts import Task
from models.text import fold
from tests.auditor.snippets import TOP as HEADER

TOP = f"""{HEADER}
Căn cứ Luật Tổ chức chính quyền địa phương;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"""
END = """Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh./.
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT, NC."""


def tasks(body: str) -> tuple[Task, ...]:
    return extract(
        read_text(f"{TOP}\n{body.strip()}\n{END}".encode(), path="plan.txt", sha256="")
    ).facts.tasks


def told(task: Task) -> tuple[str | None, str, str | None, tuple[str, ...], tuple[str, ...]]:
    """Id, title, last day (or the words of a condition), leads and supports."""
    due = task.due
    when = None if due is None else str(due.end) if due.end else due.text
    return task.id, task.title, when, task.lead, task.support


SELF, APPRAISE = "Tự đánh giá, chấm điểm", "Thẩm định kết quả"
BODIES: dict[str, tuple[str, list[tuple[str | None, str, str | None, tuple[str, ...], tuple[str, ...]]]]] = {
    "labels of two-tier communes": (
        """I. NỘI DUNG
1. Ban hành hướng dẫn
- Thời hạn hoàn thành: 15/11/2024.
- Đơn vị chủ trì, tham mưu: Sở Nội vụ.
- Đơn vị phối hợp: Các sở, ban, ngành; UBND các huyện, thị xã, thành phố.
2. Điều tra xã hội học
- Thời hạn hoàn thành: Trước 31/12/2024
- Đơn vị chủ trì, tham mưu: Sở Nội vụ
- Đơn vị phối hợp: Bưu điện tỉnh""",
        [
            (
                "I.1",
                "Ban hành hướng dẫn",
                "2024-11-15",
                ("Sở Nội vụ",),
                ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"),
            ),
            ("I.2", "Điều tra xã hội học", "2024-12-30", ("Sở Nội vụ",), ("Bưu điện tỉnh",)),
        ],
    ),
    "short labels without a dash": (
        """I. NỘI DUNG
1. Xây dựng kế hoạch
Hoàn thành: Quý I/2025.
Phân công: Công chức Văn phòng - Thống kê.
2. Tuyên truyền
Hoàn thành: Tháng 12/2024.
Người thực hiện: Công chức Văn hóa - Xã hội.
Phối hợp: Các thôn, Mặt trận Tổ quốc xã.""",
        [
            ("I.1", "Xây dựng kế hoạch", "2025-03-31", ("Công chức Văn phòng - Thống kê",), ()),
            (
                "I.2",
                "Tuyên truyền",
                "2024-12-31",
                ("Công chức Văn hóa - Xã hội",),
                ("Các thôn", "Mặt trận Tổ quốc xã"),
            ),
        ],
    ),
    "words below the label": (
        """I. NỘI DUNG
1. Tự đánh giá, chấm điểm
- Thời gian thực hiện:
Trước ngày 15/12/2024.
- Cơ quan chủ trì:
Sở Nội vụ.
- Cơ quan phối hợp:
Các sở, ban, ngành.
2. Thẩm định kết quả
- Thời gian thực hiện:
Tháng 01/2025.
- Cơ quan chủ trì:
Hội đồng thẩm định tỉnh.
- Cơ quan phối hợp:
+ Sở Tài chính;
+ Sở Tư pháp.""",
        [
            ("I.1", SELF, "2024-12-14", ("Sở Nội vụ",), ("Các sở, ban, ngành",)),
            ("I.2", APPRAISE, "2025-01-31", ("Hội đồng thẩm định tỉnh",), ("Sở Tài chính", "Sở Tư pháp")),
        ],
    ),
    "bold labels": (
        """**I. NỘI DUNG**
**1. Tự đánh giá, chấm điểm**
- **Thời gian:** từ ngày 01/12/2024 đến ngày 15/12/2024.
- **Cơ quan chủ trì:** Các sở, ban, ngành.
- **Cơ quan phối hợp**: Sở Nội vụ.
**2. Thẩm định kết quả**
- *Thời gian:* Tháng 01/2025.
- *Cơ quan chủ trì:* Sở Nội vụ.""",
        [
            ("I.1", SELF, "2024-12-15", ("Các sở, ban, ngành",), ("Sở Nội vụ",)),
            ("I.2", APPRAISE, "2025-01-31", ("Sở Nội vụ",), ()),
        ],
    ),
    "all labels in one line": (
        """I. NỘI DUNG
1. Tự đánh giá, chấm điểm
- Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: Sở Tài chính, Sở Tư pháp; Thời gian: Trước ngày 15/12/2024.
2. Thẩm định kết quả
- Chủ trì: Sở Nội vụ, phối hợp: Văn phòng UBND tỉnh, thời gian hoàn thành: 31/01/2025.
3. Công bố
(Chủ trì: Sở Nội vụ; Phối hợp: Báo Hòa Vang; Thời gian: Quý I/2025)""",
        [
            ("I.1", SELF, "2024-12-14", ("Sở Nội vụ",), ("Sở Tài chính", "Sở Tư pháp")),
            ("I.2", APPRAISE, "2025-01-31", ("Sở Nội vụ",), ("Văn phòng UBND tỉnh",)),
            ("I.3", "Công bố", "2025-03-31", ("Sở Nội vụ",), ("Báo Hòa Vang",)),
        ],
    ),
    "labels behind the title": (
        """I. NỘI DUNG
1. Tự đánh giá, chấm điểm. Thời gian thực hiện: Trước ngày 15/12/2024. Cơ quan chủ trì: Các sở, ban, ngành. Cơ quan phối hợp: Sở Nội vụ.
2. Thẩm định kết quả (thời gian: tháng 01/2025; chủ trì: Sở Tài chính).""",
        [
            ("I.1", SELF, "2024-12-14", ("Các sở, ban, ngành",), ("Sở Nội vụ",)),
            ("I.2", APPRAISE, "2025-01-31", ("Sở Tài chính",), ()),
        ],
    ),
    "numbers with strokes": (
        """I- NỘI DUNG
1/ Tự đánh giá
a/ Cấp tỉnh
- Thời gian: Trước 15/12/2024
- Chủ trì: Các sở, ban, ngành
b/ Cấp huyện
- Thời gian: Trước 20/12/2024
- Chủ trì: UBND các huyện, thành phố
2/ Thẩm định kết quả
- Thời gian: Tháng 01/2025
- Chủ trì: Sở Nội vụ""",
        [
            ("I.1.a", "Cấp tỉnh", "2024-12-14", ("Các sở, ban, ngành",), ()),
            ("I.1.b", "Cấp huyện", "2024-12-19", ("UBND các huyện, thành phố",), ()),
            ("I.2", APPRAISE, "2025-01-31", ("Sở Nội vụ",), ()),
        ],
    ),
    "numbers in brackets": (
        """I. NỘI DUNG
1. Các bước
(1) Tự đánh giá, chấm điểm
- Thời gian: Trước 15/12/2024.
- Chủ trì: Các sở, ban, ngành.
(2) Thẩm định kết quả
- Thời gian: Tháng 01/2025.
- Chủ trì: Sở Nội vụ.""",
        [
            ("I.1.(1)", SELF, "2024-12-14", ("Các sở, ban, ngành",), ()),
            ("I.1.(2)", APPRAISE, "2025-01-31", ("Sở Nội vụ",), ()),
        ],
    ),
    "decimal numbers": (
        """1. MỤC ĐÍCH
1.1. Đánh giá đúng.
2. NỘI DUNG
2.1. Điều tra
2.1.1. Chọn mẫu
- Thời gian: Trước ngày 30/11/2024.
- Cơ quan chủ trì: Sở Nội vụ.
2.2. Thẩm định kết quả
- Thời gian: Tháng 01/2025.
- Cơ quan chủ trì: Sở Nội vụ.""",
        [
            ("2.1.1", "Chọn mẫu", "2024-11-29", ("Sở Nội vụ",), ()),
            ("2.2", APPRAISE, "2025-01-31", ("Sở Nội vụ",), ()),
        ],
    ),
    "headings without numbers": (
        """NỘI DUNG
Tự đánh giá, chấm điểm
- Thời gian: Trước ngày 15/12/2024.
- Cơ quan chủ trì: Các sở, ban, ngành.
Thẩm định kết quả
- Thời gian: Tháng 01/2025.
- Cơ quan chủ trì: Sở Nội vụ.""",
        [
            (None, SELF, "2024-12-14", ("Các sở, ban, ngành",), ()),
            (None, APPRAISE, "2025-01-31", ("Sở Nội vụ",), ()),
        ],
    ),
    "bullets for titles": (
        """I. NỘI DUNG
1. Các bước
- Tự đánh giá, chấm điểm
- Thời gian: Trước ngày 15/12/2024.
- Cơ quan chủ trì: Các sở, ban, ngành.
- Thẩm định kết quả
- Thời gian: Tháng 01/2025.
- Cơ quan chủ trì: Sở Nội vụ.""",
        [
            ("I.1", SELF, "2024-12-14", ("Các sở, ban, ngành",), ()),
            ("I.1", APPRAISE, "2025-01-31", ("Sở Nội vụ",), ()),
        ],
    ),
    "a time in stages": (
        """I. NỘI DUNG
1. Điều tra xã hội học
- Nội dung: Phát phiếu cho đại biểu HĐND.
- Thời gian:
+ Chọn mẫu: trước ngày 30/11/2024;
+ Phát phiếu: tháng 12/2024;
+ Nhập dữ liệu: xong trước ngày 10/01/2025.
- Cơ quan chủ trì: Sở Nội vụ.""",
        [("I.1", "Điều tra xã hội học", "2025-01-09", ("Sở Nội vụ",), ())],
    ),
    "who watches is no leader": (
        """I. NỘI DUNG
1. Tổ chức họp
- Lãnh đạo phụ trách: Đồng chí Nguyễn Văn A, Phó Chủ tịch UBND xã.
- Bộ phận thực hiện: Văn phòng - Thống kê.
- Thời gian: 8h00 ngày 02/12/2024.""",
        [("I.1", "Tổ chức họp", "2024-12-02", ("Văn phòng - Thống kê",), ())],
    ),
    "the label's words name the supporters too": (
        """I. NỘI DUNG
1. Tự đánh giá, chấm điểm
- Phân công: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và Sở Tư pháp.
- Thời gian: tháng 12/2024.""",
        [("I.1", SELF, "2024-12-31", ("Sở Nội vụ",), ("Sở Tài chính", "Sở Tư pháp"))],
    ),
    "a scan": (
        """I. NỘI DUNG
1. Tự đánh giá, chấm điểm
- Thời gian: Trước ngày l5/12/2024.
- Cơ quan chu trì: Sở Nội vụ.""",
        [("I.1", SELF, "Trước ngày l5/12/2024", ("Sở Nội vụ",), ())],
    ),
    "letters that a word processor numbers on with": (
        """I. NỘI DUNG
1. Việc
e) Tự đánh giá, chấm điểm
- Thời gian: tháng 12/2024.
- Chủ trì: Sở Nội vụ.
f) Thẩm định kết quả
- Thời gian: tháng 01/2025.
- Chủ trì: Sở Tài chính.""",
        [
            ("I.1.e", SELF, "2024-12-31", ("Sở Nội vụ",), ()),
            ("I.1.f", APPRAISE, "2025-01-31", ("Sở Tài chính",), ()),
        ],
    ),
    "prose": (
        """I. NỘI DUNG
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tổng hợp kết quả, báo cáo UBND tỉnh trước ngày 15/12/2024.
2. Đoàn kiểm tra báo cáo kết quả về Sở Nội vụ chậm nhất ngày 20/12/2024.""",
        [
            ("I.1", "tổng hợp kết quả, báo cáo UBND tỉnh", "2024-12-14", ("Sở Nội vụ",), ("Sở Tài chính",)),
            ("I.2", "báo cáo kết quả về Sở Nội vụ", "2024-12-20", ("Đoàn kiểm tra",), ()),
        ],
    ),
    "prose with the time in a sentence of its own": (
        """I. NỘI DUNG
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu ban hành kế hoạch. Thời gian hoàn thành: trước ngày 15/12/2024.
2. Các sở, ban, ngành tự chấm điểm. Thời hạn: 20/12/2024.
3. Các sở, ban, ngành: Tự chấm điểm, gửi kết quả trước ngày 10/12/2024.""",
        [
            ("I.1", "tham mưu ban hành kế hoạch", "2024-12-14", ("Sở Nội vụ",), ("Sở Tài chính",)),
            ("I.2", "tự chấm điểm", "2024-12-20", ("Các sở, ban, ngành",), ()),
            ("I.3", "Tự chấm điểm, gửi kết quả", "2024-12-09", ("Các sở, ban, ngành",), ()),
        ],
    ),
    "what is no task": (
        """I. NỘI DUNG
1. Đánh giá
- Hạn chế: còn 02 đơn vị chậm.
- Thời gian qua, kết quả như sau: tốt.
- Hoàn thành: từ 50 đến dưới 75 điểm.
2. Nuôi trồng
- Thời gian: hằng năm.
II. MỤC TIÊU
- Thời gian: từ năm 2025 đến năm 2030.""",
        [],
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_tasks(name: str) -> None:
    body, want = BODIES[name]
    assert [told(task) for task in tasks(body)] == want


@pytest.mark.parametrize("name", BODIES)
def test_writing_habits_change_nothing(name: str) -> None:
    body, want = BODIES[name]
    assert [told(task) for task in tasks(body.replace("\n", "\r\n"))] == want
    assert [told(task) for task in tasks(unicodedata.normalize("NFD", body))] == want
    assert [told(task) for task in tasks(body.replace("\n", "\n\n"))] == want


@pytest.mark.parametrize("name", BODIES)
def test_spans_hold_their_words(name: str) -> None:
    body, _ = BODIES[name]
    document = read_text(f"{TOP}\n{body}\n{END}".encode(), path="plan.txt", sha256="")
    for task in extract(document).facts.tasks:
        for word, span in zip(
            (*task.lead, *task.support), (*task.lead_spans, *task.support_spans), strict=True
        ):
            assert fold(document.words(span)).startswith(fold(word)[:4])
        assert task.due is None or task.due.span is None or task.span.overlaps(task.due.span)


# a line; what its label means; the words behind it
LABELS: list[tuple[str, str | None, str]] = [
    ("Cơ quan chủ trì: Sở Nội vụ", "lead", "Sở Nội vụ"),
    ("Đơn vị chủ trì, tham mưu: Sở Nội vụ", "lead", "Sở Nội vụ"),
    ("Cơ quan, đơn vị thực hiện: Sở Nội vụ", "lead", "Sở Nội vụ"),
    ("Người chịu trách nhiệm: Chánh Văn phòng", "lead", "Chánh Văn phòng"),
    ("Phân công: Sở Nội vụ", "lead", "Sở Nội vụ"),
    ("Giao cho: Sở Nội vụ", "lead", "Sở Nội vụ"),
    ("Cán bộ phụ trách: Lê Văn An", "lead", "Lê Văn An"),
    ("Cơ quan phối hợp: Sở Nội vụ", "support", "Sở Nội vụ"),
    ("Phối hợp thực hiện: Sở Nội vụ", "support", "Sở Nội vụ"),
    ("Cơ quan liên quan: Sở Nội vụ", "support", "Sở Nội vụ"),
    ("Thời gian thực hiện: tháng 12", "due", "tháng 12"),
    ("Thời hạn hoàn thành : tháng 12", "due", "tháng 12"),
    ("Hoàn thành: tháng 12", "due", "tháng 12"),
    ("Tiến độ: tháng 12", "due", "tháng 12"),
    ("Lãnh đạo phụ trách: Lê Văn An", "oversight", "Lê Văn An"),
    ("Co quan chu tri: Sở Nội vụ", "lead", "Sở Nội vụ"),
    ("Hạn chế: còn chậm", None, ""),
    ("Hạn mức: 05 triệu", None, ""),
    ("Thời gian tới, cần làm: tốt hơn", None, ""),
    ("Sản phẩm: Báo cáo", None, ""),
    ("Nội dung: phát phiếu", None, ""),
    ("Kinh phí: 05 triệu đồng", None, ""),
    ("Sở Nội vụ: tổng hợp", None, ""),
]


@pytest.mark.parametrize(("line", "meaning", "words"), LABELS)
def test_label(line: str, meaning: str | None, words: str) -> None:
    found = read_task_label(fold(line))
    assert (found[0] if found else None) == meaning
    if found:
        assert line[found[1] :].strip() == words


def test_plan_attached_to_a_decision() -> None:
    """The plan below the decision's recipients gives tasks in lines and in prose, as if it stood alone."""
    text = f"""{TOP.replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace("KH-UBND", "QĐ-UBND")}
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
CHỦ TỊCH
Lê Văn An
KẾ HOẠCH
Cải cách hành chính năm 2025
(Ban hành kèm theo Quyết định số 145/QĐ-UBND ngày 05/11/2024 của Ủy ban nhân dân tỉnh)
I. NHIỆM VỤ
1. Rà soát văn bản
- Cơ quan chủ trì: Sở Tư pháp.
- Thời gian: Quý II năm 2025.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính theo dõi, báo cáo UBND tỉnh trước ngày 15/12/2025."""
    found = extract(read_text(text.encode(), path="plan.txt", sha256="")).facts.tasks
    assert [told(task) for task in found] == [
        ("I.1", "Rà soát văn bản", "2025-06-30", ("Sở Tư pháp",), ()),
        ("II.1", "theo dõi, báo cáo UBND tỉnh", "2025-12-14", ("Sở Nội vụ",), ("Sở Tài chính",)),
    ]


def test_article_names_who_acts_in_the_points_below() -> None:
    found = tasks(
        "Điều 2. Sở Nội vụ có trách nhiệm:\n1. Trình Chủ tịch UBND tỉnh phê duyệt quy trình trước ngày 26/11/2024."
    )
    assert [(task.lead, str(task.due.end) if task.due else None) for task in found] == [
        (("Sở Nội vụ",), "2024-11-25")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Cơ quan chủ trì: " * 4000,
        "Thời gian " + "a " * 30_000 + ":",
        "x, " * 20_000 + "Cơ quan phối hợp: Sở Nội vụ",
        ": " * 40_000,
        "Sở Nội vụ chủ trì, phối hợp " * 3000,
    ],
)
def test_hostile_lines_are_read_in_time(line: str) -> None:
    started = time.perf_counter()
    document = lines_document(["KẾ HOẠCH", "1. Một", f"- {line}"])
    label_segments(document, document.blocks[2].start + 2, document.blocks[2].end)
    assert time.perf_counter() - started < 1.0
