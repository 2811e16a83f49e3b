const asHub = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/** What a machine that calculates asks of the hub. */
export const doorsOfWorkers: readonly string[] = [
  `CREATE FUNCTION hub.keep_payload() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'a job stays what it is' USING ERRCODE = '42501';
   END $$`,
  `CREATE FUNCTION hub.is_my_pool(which text) RETURNS boolean LANGUAGE sql STABLE ${asHub} AS $$
     SELECT EXISTS (SELECT FROM hub.pool WHERE pool = which AND device = hub.me()) $$`,
  `CREATE FUNCTION hub.as_worker() RETURNS text LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive();
   BEGIN
     IF here.kind <> 'worker' THEN
       RAISE EXCEPTION 'this machine does not calculate for others' USING ERRCODE = 'HB002';
     END IF;
     RETURN here.device;
   END $$`,
  `CREATE FUNCTION hub.start_pool(
     new_pool text, with_engine text, of_threads integer, with_box text, sign bytea)
   RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here text := hub.as_worker();
   BEGIN
     PERFORM hub.clear_away();
     IF (SELECT count(*) FROM hub.pool WHERE device = here) >= 32 THEN
       RAISE EXCEPTION 'this machine has 32 pools' USING ERRCODE = 'HB004';
     END IF;
     INSERT INTO hub.worker (device, engine, box_key, signature)
       VALUES (here, with_engine, with_box, sign)
     ON CONFLICT (device) DO UPDATE SET engine = excluded.engine, box_key = excluded.box_key,
       signature = excluded.signature;
     INSERT INTO hub.pool (pool, device, threads, session)
       VALUES (new_pool, here, of_threads, pg_backend_pid());
   END $$`,
  `CREATE FUNCTION hub.tend_pool(which text) RETURNS boolean LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     UPDATE hub.pool SET seen_at = clock_timestamp() WHERE pool = which AND device = hub.as_worker();
     IF NOT FOUND THEN RETURN false; END IF;
     PERFORM hub.clear_away();
     RETURN true;
   END $$`,
  `CREATE FUNCTION hub.stop_pool(which text) RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     IF hub.is_my_pool(which) THEN PERFORM hub.drop_pool(which, 1); END IF;
   END $$`,
  // A result is taken from whoever holds the job, and once.
  `CREATE FUNCTION hub.post_result(which text, of_job integer, by_pool text, sealed bytea, sign bytea)
   RETURNS boolean LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here text := hub.as_worker();
   BEGIN
     IF NOT hub.has_key(which) OR NOT hub.is_my_pool(by_pool) OR NOT EXISTS (
          SELECT FROM graphile_worker._private_jobs
          WHERE key = which || '.' || of_job AND locked_by = by_pool) THEN RETURN false; END IF;
     IF (SELECT coalesce(sum(octet_length(content)), 0) FROM hub.result WHERE run = which) > 1073741824 THEN
       RAISE EXCEPTION 'more than 1 GiB of results wait' USING ERRCODE = 'HB003';
     END IF;
     INSERT INTO hub.result (run, job, device, content, signature)
       VALUES (which, of_job, here, sealed, sign) ON CONFLICT DO NOTHING;
     PERFORM pg_notify('cachet_jobs', '');
     RETURN true;
   END $$`,
];
