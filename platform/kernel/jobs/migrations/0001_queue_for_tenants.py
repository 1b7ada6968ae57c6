"""What a tenant's role may say to the queue: enqueue, claim, see and retry its own failures.

The functions belong to the owner of the tables and run with the owner's rights (SECURITY
DEFINER, fixed search_path). A tenant's role has no right on the tables: `current_setting('role')`
inside such a function still is the role that the caller stands in, and decides what it may do.
"""

from django.db import migrations

TRACE = """
CREATE TABLE public.jobs_trace (
    job_id bigint PRIMARY KEY REFERENCES public.procrastinate_jobs (id) ON DELETE CASCADE,
    landed_at timestamptz,
    last_error text,
    last_error_at timestamptz
);
COMMENT ON TABLE public.jobs_trace IS
    'landed_at: the effects of the job are committed; last_error: the kind of its last error';
"""

ENQUEUE = """
CREATE FUNCTION public.jobs_enqueue(
    _queue text, _task text, _priority integer, _lock text, _key text,
    _args jsonb, _run_at timestamptz, _role text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    _caller text := current_setting('role');
    _job bigint;
BEGIN
    IF (_caller <> 'none' AND _caller IS DISTINCT FROM _role) OR _role IS NULL OR _args ->> 'role' IS DISTINCT FROM _role
        OR coalesce(_args ->> 'tenant', '') = '' THEN
        RAISE insufficient_privilege USING
            MESSAGE = 'a tenant enqueues jobs in its own name only';
    END IF;
    SELECT id INTO _job FROM unnest(procrastinate_defer_jobs_v1(ARRAY[
        ROW(_queue, _task, _priority, _lock, _key, _args, _run_at)
    ]::procrastinate_job_to_defer_v1[])) AS id;
    RETURN _job;
EXCEPTION WHEN unique_violation THEN
    RETURN NULL;  -- a job with this key waits already
END $$;
"""

CLAIM = """
CREATE FUNCTION public.jobs_claim(_job bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('role') <> 'none' AND NOT EXISTS (
        SELECT FROM procrastinate_jobs
        WHERE id = _job AND args ->> 'role' = current_setting('role')
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a tenant claims its own jobs only';
    END IF;
    INSERT INTO jobs_trace AS trace (job_id, landed_at) VALUES (_job, clock_timestamp())
    ON CONFLICT (job_id) DO UPDATE SET landed_at = excluded.landed_at
    WHERE trace.landed_at IS NULL;
    RETURN FOUND;
END $$;
"""

FAILED = """
CREATE INDEX procrastinate_jobs_failed_by_role
    ON public.procrastinate_jobs ((args ->> 'role'), id DESC) WHERE status = 'failed';

CREATE FUNCTION public.jobs_failed(_limit integer)
RETURNS TABLE (id bigint, task text, attempts integer, error text, failed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT job.id, job.task_name::text, job.attempts, trace.last_error, trace.last_error_at
    FROM procrastinate_jobs AS job LEFT JOIN jobs_trace AS trace ON trace.job_id = job.id
    WHERE job.status = 'failed' AND job.args ->> 'role' = current_setting('role')
    ORDER BY job.id DESC LIMIT least(_limit, 500)
$$;

CREATE FUNCTION public.jobs_retry_failed(_job bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE procrastinate_jobs AS job
    SET status = 'todo', attempts = 0, scheduled_at = NULL, queueing_lock = NULL
    WHERE job.id = _job AND job.status = 'failed'
        AND job.args ->> 'role' = current_setting('role');
    IF FOUND THEN
        PERFORM pg_notify('procrastinate_any_queue_v1',
            json_build_object('type', 'job_inserted', 'job_id', _job)::text);
        RETURN true;
    END IF;
    RETURN false;
END $$;
"""

UNDO = """
DROP FUNCTION public.jobs_retry_failed(bigint);
DROP FUNCTION public.jobs_failed(integer);
DROP FUNCTION public.jobs_claim(bigint);
DROP FUNCTION public.jobs_enqueue(text, text, integer, text, text, jsonb, timestamptz, text);
DROP INDEX public.procrastinate_jobs_failed_by_role;
DROP TABLE public.jobs_trace;
"""


class Migration(migrations.Migration):
    """Give tenants their four functions."""

    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(TRACE + ENQUEUE + CLAIM + FAILED, UNDO)]
