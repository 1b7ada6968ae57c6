"""Fill a municipality with a past: complaints that look real, written by SQL in bulk.

Every loaded complaint is closed or open as the state table would have left it, with its entries,
both clocks, a number of its own and text that Thai search must work through. It is a past for a
measurement, so the book of deeds holds only the last part of it.
"""

import subprocess
import time
from dataclasses import dataclass

from tests.faults.rig import ROOT, Rig

# Of a thousand complaints so many are open, however many there are.
OPEN_PER_MILLE = 5
DEEDS = 20_000
PATIENCE = 1200

SUBJECTS = [
    "ไฟถนนดับ",
    "ไฟกะพริบทั้งคืน",
    "ถนนเป็นหลุมลึก",
    "ฝาท่อระบายน้ำแตก",
    "ท่อระบายน้ำอุดตัน",
    "ขยะตกค้างหลายวัน",
    "กิ่งไม้หักขวางทาง",
    "สุนัขจรจัดไล่กัด",
    "น้ำประปาไม่ไหล",
    "เสียงดังรบกวน",
    "ควันจากการเผา",
    "น้ำท่วมขัง",
]
PLACES = [
    "หน้าวัดป่าเป้า",
    "หลังตลาดสด",
    "ข้างโรงเรียนบ้านดอน",
    "ปากซอยสันติสุข",
    "ริมคลองชลประทาน",
    "หน้าศาลาประชาคม",
    "ใกล้สี่แยกไฟแดง",
    "ทางเข้าหมู่บ้านจัดสรร",
    "เชิงสะพานข้ามลำเหมือง",
    "หน้าร้านค้าชุมชน",
]
TROUBLES = [
    "เดือดร้อนมาก",
    "เกรงจะเกิดอุบัติเหตุกับเด็กนักเรียน",
    "มืดมากตอนกลางคืน",
    "กลิ่นเหม็นรบกวนทั้งซอย",
    "รถจักรยานยนต์ล้มไปแล้ว",
    "ขอให้มาดูด้วย",
    "แจ้งไปแล้วครั้งหนึ่ง",
    "ผู้สูงอายุเดินลำบาก",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was loaded, and how long it took."""

    complaints: int
    seconds: float


def load(rig: Rig, slug: str, complaints: int) -> Past:
    """Write so many complaints into the municipality, which has none yet, and analyse."""
    began = time.monotonic()
    schema = _psql(rig, f"SELECT schema_name FROM tenants_tenant WHERE slug = '{slug}'")
    complaint = _columns(rig, schema, "complaints_complaint", _COMPLAINT)
    entry = _columns(rig, schema, "complaints_entry", _ENTRY)
    lists = {"subject": SUBJECTS, "place": PLACES, "trouble": TROUBLES}
    arrays = {f"{name}s": "ARRAY['" + "','".join(words) + "']" for name, words in lists.items()}
    counts = {f"{name}_count": len(words) for name, words in lists.items()}
    script = _SCRIPT.format(
        schema=schema,
        rows=complaints,
        open=OPEN_PER_MILLE,
        deeds=DEEDS,
        columns=", ".join(complaint),
        values=", ".join(complaint.values()),
        entry_columns=", ".join(entry),
        entry_values=", ".join(entry.values()),
        **arrays,
        **counts,
    )
    _psql(rig, script)
    return Past(complaints=complaints, seconds=time.monotonic() - began)


def _columns(rig: Rig, schema: str, table: str, own: dict[str, str]) -> dict[str, str]:
    """Return every column of the table with its value: our own, else that of the model row."""
    asked = f"""SELECT column_name FROM information_schema.columns
        WHERE table_schema = '{schema}' AND table_name = '{table}' ORDER BY ordinal_position"""
    sequence = f"""nextval(pg_get_serial_sequence('"{schema}".{table}', 'id'))"""
    known = {"id": sequence, **own}
    return {name: known.get(name, f"model.{name}") for name in _psql(rig, asked).split()}


def _psql(rig: Rig, statements: str) -> str:
    """Run statements as the cluster's superuser, who alone may leave the checks of keys out."""
    answer = subprocess.run(
        [
            ROOT / "infra" / "dev" / "postgres.sh",
            "psql",
            "-d",
            "thongthin",
            "-qAt",
            "-v",
            "ON_ERROR_STOP=1",
        ],
        env=rig.environment,
        cwd=ROOT,
        input=statements,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    return answer.stdout.strip()


_COMPLAINT = {
    "public_id": "gen_random_uuid()",
    "number": "own.text",
    "tracking_code": "upper(substr(md5(n::text) || md5(random()::text), 1, 28))",
    "client_key": "NULL",
    "category_id": "kinds.id",
    "unit_id": "kinds.unit_id",
    "village_id": "spots.id",
    "pin": "ST_Translate(spots.pin, (random() - 0.5) / 200, (random() - 0.5) / 200)",
    "words": "said.words",
    "search_text": "lower(concat_ws(' ', replace(own.text, year % 100 || '-', (year % 100)::text), said.words, kinds.name_th))",
    "state": "past.state",
    "submitted_at": "at",
    "moved_at": "own.done_at",
    "responded_at": "own.answered_at",
    "closed_at": "ends.ended_at",
    "response_due_at": "at + interval '8 hours'",
    "due_at": "at + interval '5 days'",
    "response_minutes": "answered / 3",
    "resolution_minutes": "CASE past.state WHEN 'done' THEN worked / 3 END",
    "is_response_on_time": "answered < 480",
    "is_on_time": "CASE past.state WHEN 'done' THEN worked < 7200 END",
    # What is overdue for years has been told to everybody: no flood of notices on the first day.
    "escalation_level": "9",
    "response_clock": """jsonb_build_object('target_seconds', 28800, 'pause_cap_seconds', NULL,
        'segments', jsonb_build_array(jsonb_build_array(at, own.answered_at, '')),
        'stopped_at', own.answered_at, 'outcome', CASE WHEN answered < 480 THEN 'met' ELSE 'missed' END)""",
    "resolution_clock": """jsonb_build_object('target_seconds', 144000, 'pause_cap_seconds', NULL,
        'segments', jsonb_build_array(jsonb_build_array(at, ends.ended_at, '')), 'stopped_at', ends.ended_at,
        'outcome', CASE WHEN past.state <> 'done' THEN NULL WHEN worked < 7200 THEN 'met' ELSE 'missed' END)""",
}
_ENTRY = {
    "complaint_id": "told.id",
    "at": "CASE model.move WHEN '' THEN told.submitted_at WHEN 'assign' THEN told.responded_at ELSE told.moved_at END",
}
_SCRIPT = """
SET search_path = "{schema}", public;
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SET jit = off;
BEGIN;

CREATE TEMP TABLE kept AS
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = '{schema}' AND tablename IN ('complaints_complaint', 'complaints_entry')
      AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = '"{schema}"'::regnamespace);
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT indexname FROM kept LOOP EXECUTE format('DROP INDEX %I.%I', '{schema}', one); END LOOP;
END $$;

CREATE TEMP TABLE kinds AS
    SELECT row_number() OVER (ORDER BY kind.id) - 1 AS place, kind.id, kind.code, kind.name_th,
           coalesce(kind.unit_id, above.unit_id, (SELECT min(id) FROM access_division)) AS unit_id
    FROM complaints_category AS kind JOIN complaints_category AS above ON above.id = kind.parent_id
    WHERE kind.is_active;
CREATE TEMP TABLE spots AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS place, id, ST_PointOnSurface(geom) AS pin
    FROM geo_village WHERE geom IS NOT NULL;

-- The last ones are of today; the first ones came three years ago.
CREATE TEMP TABLE past AS
    SELECT n, at, year,
           row_number() OVER (PARTITION BY year ORDER BY n) + coalesce(
               (SELECT last FROM numbering_counter WHERE numbering_counter.year = days.year), 0) AS value,
           CASE WHEN n % 1000 < {open} THEN 'working' ELSE 'done' END AS state,
           (60 + 8 * 60 * random())::int AS answered, (600 + 60 * 480 * random())::int AS worked
    FROM (SELECT n, now() - (({rows} - n) * interval '3 years' / {rows}) - interval '30 days' AS at,
                 extract(year FROM now() - (({rows} - n) * interval '3 years' / {rows}) - interval '30 days')::int + 543 AS year
          FROM generate_series(1::bigint, {rows}) AS n) AS days;

INSERT INTO complaints_complaint ({columns})
SELECT {values}
FROM past
JOIN kinds ON kinds.place = (n * 7) % (SELECT count(*) FROM kinds)
JOIN spots ON spots.place = (n * 13) % (SELECT count(*) FROM spots)
CROSS JOIN LATERAL (
    SELECT 'ร-' || year % 100 || '-' || lpad(value::text, greatest(5, length(value::text)), '0') AS text,
           at + answered * interval '1 minute' AS answered_at, at + worked * interval '1 minute' AS done_at
) AS own
CROSS JOIN LATERAL (SELECT CASE past.state WHEN 'done' THEN done_at END AS ended_at) AS ends
CROSS JOIN LATERAL (SELECT concat_ws(' ',
    ({subjects})[1 + n::int % {subject_count}], ({places})[1 + (n / 12)::int % {place_count}],
    'บ้านเลขที่ ' || 1 + (n * 31) % 999 || '/' || 1 + n % 97, ({troubles})[1 + (n * 5)::int % {trouble_count}],
    'หมู่ ' || spots.place + 1, 'นัดก่อน', lpad(((n * 7919) % 10000)::text, 4, '0')) AS words) AS said
CROSS JOIN (SELECT * FROM complaints_complaint WHERE state = 'done' ORDER BY id LIMIT 1) AS model;

INSERT INTO complaints_entry ({entry_columns})
SELECT {entry_values}
FROM complaints_complaint AS told
CROSS JOIN (SELECT entry.* FROM complaints_entry AS entry WHERE complaint_id = (
    SELECT min(id) FROM complaints_complaint WHERE state = 'done')) AS model
WHERE told.id > (SELECT max(complaint_id) FROM complaints_entry)
  AND (model.move <> 'resolve' OR told.state = 'done');

INSERT INTO numbering_issued (book_id, year, value, text, dated, subject)
SELECT book.id, year, value, 'ร-' || year % 100 || '-' || lpad(value::text, greatest(5, length(value::text)), '0'), at::date, ''
FROM past, numbering_book AS book WHERE book.code = 'complaint'
ON CONFLICT DO NOTHING;
INSERT INTO numbering_counter (book_id, year, last, last_date)
SELECT book.id, year, max(value), max(at)::date FROM past, numbering_book AS book WHERE book.code = 'complaint'
GROUP BY book.id, year
ON CONFLICT (book_id, year) DO UPDATE SET last = greatest(numbering_counter.last, excluded.last);

DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT indexdef FROM kept LOOP EXECUTE one; END LOOP;
END $$;
SET session_replication_role = origin;
INSERT INTO audit_entry (happened_at, actor_kind, actor_label, capacity, action, subject, before, after, reason)
SELECT moved_at, 'officer', 'เจ้าหน้าที่', '', 'complaint.resolve', 'complaint:' || id, '{{"state": "working"}}', '{{"state": "done"}}', ''
FROM complaints_complaint WHERE state = 'done' ORDER BY id DESC LIMIT least({deeds}, {rows});
COMMIT;
ANALYZE;
CHECKPOINT;
"""
