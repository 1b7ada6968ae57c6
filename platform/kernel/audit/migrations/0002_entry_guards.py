"""The database keeps the book: it stamps, chains and refuses, whoever is asking.

The functions live in the schema that is being migrated and name no schema themselves, so a
schema can be copied or renamed with them.
"""

from django.db import migrations

# A new entry gets the database's clock, and no number yet, whatever the application says.
OPEN = """
CREATE FUNCTION audit_entry_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.number := NULL;
    NEW.hash := NULL;
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_open BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_open();
"""

# hash = SHA256(previous hash || canonical JSON). Deferred: the chain is locked from here to the
# end of the commit only, always as the last lock, so it serialises nothing else and cannot
# deadlock with the records that the transaction changed.
SEAL = """
CREATE FUNCTION audit_entry_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
    utc text := 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';
    last_number bigint;
    last_hash bytea;
    canonical text;
BEGIN
    PERFORM pg_advisory_xact_lock(1635083369, TG_RELID::int);
    EXECUTE format(
        'SELECT number, hash FROM %s WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1', place
    ) INTO last_number, last_hash;
    last_number := coalesce(last_number, 0) + 1;
    last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
    canonical := jsonb_build_object(
        'number', last_number,
        'id', NEW.id,
        'recorded_at', to_char(NEW.recorded_at AT TIME ZONE 'UTC', utc),
        'happened_at', to_char(NEW.happened_at AT TIME ZONE 'UTC', utc),
        'actor_kind', NEW.actor_kind,
        'actor_label', NEW.actor_label,
        'account_id', NEW.account_id,
        'officer_id', NEW.officer_id,
        'appointment_id', NEW.appointment_id,
        'capacity', NEW.capacity,
        'action', NEW.action,
        'subject', NEW.subject,
        'before', NEW.before,
        'after', NEW.after,
        'reason', NEW.reason
    )::text;
    EXECUTE format('UPDATE %s SET number = $1, hash = $2 WHERE id = $3', place)
        USING last_number, sha256(last_hash || convert_to(canonical, 'UTF8')), NEW.id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_entry_seal AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION audit_entry_seal();
"""

# The one change that is let through is the seal itself, once, from inside the trigger above.
REFUSE = """
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
        IF OLD.number IS NULL AND NEW.number IS NOT NULL
            AND to_jsonb(NEW) - 'number' - 'hash' = to_jsonb(OLD) - 'number' - 'hash' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the book of deeds is only added to, never changed'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entry_refuse BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_refuse_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();
"""

UNDO = """
DROP FUNCTION audit_entry_refuse() CASCADE;
DROP FUNCTION audit_entry_seal() CASCADE;
DROP FUNCTION audit_entry_open() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(OPEN + SEAL + REFUSE, UNDO)]
