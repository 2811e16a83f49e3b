const asHub = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/** What a console asks of the hub about its runs. */
export const doorsOfConsoles: readonly string[] = [
  `CREATE FUNCTION hub.is_of_my_study(whose text) RETURNS boolean LANGUAGE sql STABLE ${asHub} AS $$
     SELECT EXISTS (SELECT FROM hub.machine WHERE device = whose AND study = hub.my_study()) $$`,
  `CREATE FUNCTION hub.has_key(which text) RETURNS boolean LANGUAGE sql STABLE ${asHub} AS $$
     SELECT EXISTS (SELECT FROM hub.run_key WHERE run = which AND device = hub.me()) $$`,
  // Whoever holds a session is there; a machine without power keeps its session for a while, but does not tell.
  `CREATE FUNCTION hub.is_there(whose text, at_session integer, seen timestamptz) RETURNS boolean
   LANGUAGE sql STABLE ${asHub} AS $$
     SELECT seen > clock_timestamp() - interval '60 seconds' AND EXISTS (
       SELECT FROM pg_stat_activity a JOIN hub.machine m ON a.usename = m.login
       WHERE m.device = whose AND m.revoked_at IS NULL AND a.pid = at_session) $$`,
  `CREATE FUNCTION hub.drop_run(which text) RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     DELETE FROM graphile_worker._private_jobs WHERE payload->>'run' = which;
     DELETE FROM hub.run WHERE run = which;
     PERFORM pg_notify('cachet_jobs', '');
   END $$`,
  // Jobs of a pool that is gone wait for others again; what they were tried counts.
  `CREATE FUNCTION hub.drop_pool(which text, gives_back integer) RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     UPDATE graphile_worker._private_jobs
       SET locked_by = NULL, locked_at = NULL, run_at = now(), attempts = greatest(0, attempts - gives_back)
       WHERE locked_by = which;
     IF FOUND THEN PERFORM pg_notify('jobs:insert', '{"count":1}'); END IF;
     DELETE FROM hub.pool WHERE pool = which;
   END $$`,
  `CREATE FUNCTION hub.clear_away() RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     PERFORM hub.drop_pool(pool, 0) FROM hub.pool WHERE NOT hub.is_there(device, session, seen_at);
     PERFORM hub.drop_run(run) FROM hub.run WHERE NOT hub.is_there(console, session, seen_at);
   END $$`,
  `CREATE FUNCTION hub.workers_there()
   RETURNS TABLE (device text, engine text, box_key text, signature bytea, threads bigint)
   LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     PERFORM hub.clear_away();
     RETURN QUERY SELECT w.device, w.engine, w.box_key, w.signature,
         coalesce((SELECT sum(p.threads) FROM hub.pool p WHERE p.device = w.device), 0)
       FROM hub.worker w JOIN hub.machine m USING (device)
       WHERE m.study = hub.my_study() AND hub.is_console() AND m.revoked_at IS NULL
       ORDER BY w.device;
   END $$`,
  `CREATE FUNCTION hub.post_run(
     new_run text, with_engine text, of_jobs integer, sealed bytea, sign bytea, devices text[], keys bytea[])
   RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive();
   BEGIN
     IF here.kind <> 'console' OR cardinality(devices) <> cardinality(keys) OR cardinality(devices) = 0
        OR EXISTS (SELECT FROM unnest(devices) d WHERE NOT EXISTS (SELECT FROM hub.machine m
             WHERE m.device = d AND m.kind = 'worker' AND m.study = here.study AND m.revoked_at IS NULL)) THEN
       RAISE EXCEPTION 'this machine may not post such a run' USING ERRCODE = 'HB002';
     END IF;
     PERFORM hub.clear_away();
     IF (SELECT count(*) FROM hub.run WHERE console = here.device) >= 8 THEN
       RAISE EXCEPTION 'eight runs of this machine go on' USING ERRCODE = 'HB004';
     END IF;
     INSERT INTO hub.run (run, study, console, engine, jobs, parameters, signature, session)
       VALUES (new_run, here.study, here.device, with_engine, of_jobs, sealed, sign, pg_backend_pid());
     INSERT INTO hub.run_key (run, device, sealed)
       SELECT new_run, d, k FROM unnest(devices, keys) AS u(d, k);
     PERFORM graphile_worker.add_jobs(array_agg(ROW('cachet-simulation',
         json_build_object('run', new_run, 'job', j), NULL, now(), 3, new_run || '.' || j, 0, NULL)
         ::graphile_worker.job_spec ORDER BY j))
       FROM generate_series(0, of_jobs - 1) j;
   END $$`,
  `CREATE FUNCTION hub.my_run(which text) RETURNS text LANGUAGE plpgsql STABLE ${asHub} AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM hub.run WHERE run = which AND console = hub.me()) THEN
       RAISE EXCEPTION 'this machine has no such run' USING ERRCODE = 'HB005';
     END IF;
     RETURN which;
   END $$`,
  // What of a run may still come: jobs that wait or are in work, and pools that could do them.
  `CREATE FUNCTION hub.tend_run(which text, OUT open_jobs integer[], OUT pools integer)
   LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     UPDATE hub.run SET seen_at = clock_timestamp(), session = pg_backend_pid()
       WHERE run = hub.my_run(which);
     PERFORM hub.clear_away();
     SELECT coalesce(array_agg((payload->>'job')::integer), '{}') INTO open_jobs
       FROM graphile_worker._private_jobs
       WHERE payload->>'run' = which AND (locked_by IS NOT NULL OR attempts < max_attempts);
     SELECT count(*) INTO pools FROM hub.pool p JOIN hub.run_key k USING (device) WHERE k.run = which;
   END $$`,
  `CREATE FUNCTION hub.take_results(which text, most integer)
   RETURNS TABLE (job integer, device text, content bytea, signature bytea)
   LANGUAGE sql ${asHub} AS $$
     DELETE FROM hub.result r WHERE (r.run, r.job) IN (
       SELECT run, job FROM hub.result WHERE run = hub.my_run(which) ORDER BY job LIMIT most)
     RETURNING r.job, r.device, r.content, r.signature $$`,
  `CREATE FUNCTION hub.close_run(which text) RETURNS void LANGUAGE sql ${asHub} AS $$
     SELECT hub.drop_run(run) FROM hub.run WHERE run = which AND console = hub.me() $$`,
];
