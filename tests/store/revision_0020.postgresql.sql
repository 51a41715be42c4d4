SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.act_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN RAISE EXCEPTION 'the record of acts is append-only'; END $$;
CREATE FUNCTION public.entry_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE FUNCTION public.entry_is_next() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
      IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE unit_id = NEW.unit_id) THEN
        RAISE EXCEPTION 'the ledger is append-only and numbered without gaps';
      END IF;
      RETURN NEW;
    END $$;
CREATE FUNCTION public.seal_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN RAISE EXCEPTION 'seals and their keys are append-only'; END $$;
CREATE FUNCTION public.seal_is_next() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
      IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM seal WHERE unit_id = NEW.unit_id) THEN
        RAISE EXCEPTION 'seals are append-only and numbered without gaps';
      END IF;
      RETURN NEW;
    END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.act (
    id integer NOT NULL,
    at bigint NOT NULL,
    by character varying(80) NOT NULL,
    unit_id integer,
    kind character varying(40) NOT NULL,
    about character varying(300) NOT NULL
);
CREATE SEQUENCE public.act_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.act_id_seq OWNED BY public.act.id;
CREATE TABLE public.act_place (
    act_id integer NOT NULL,
    unit_id integer NOT NULL
);
CREATE TABLE public.affiliation (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    parent_id integer NOT NULL,
    since date NOT NULL,
    until date
);
CREATE SEQUENCE public.affiliation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.affiliation_id_seq OWNED BY public.affiliation.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.comment (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    text character varying(600) NOT NULL,
    language character varying(8) NOT NULL,
    month integer NOT NULL,
    verdict character varying(10) NOT NULL,
    reason character varying(200) NOT NULL,
    read_by character varying(80) NOT NULL,
    read_on integer,
    passed_on integer
);
CREATE TABLE public.comment_box (
    unit_id integer NOT NULL,
    day integer NOT NULL,
    box integer NOT NULL,
    n integer NOT NULL
);
CREATE SEQUENCE public.comment_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.comment_id_seq OWNED BY public.comment.id;
CREATE TABLE public.counter (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    code character varying(40) NOT NULL,
    name character varying NOT NULL,
    name_en character varying NOT NULL,
    instrument character varying(40) NOT NULL,
    plan character varying NOT NULL,
    shows_qr boolean NOT NULL
);
CREATE TABLE public.counter_closure (
    id integer NOT NULL,
    counter_id integer NOT NULL,
    closed_at bigint NOT NULL,
    reopened_at bigint,
    reason character varying NOT NULL
);
CREATE SEQUENCE public.counter_closure_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.counter_closure_id_seq OWNED BY public.counter_closure.id;
CREATE SEQUENCE public.counter_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.counter_id_seq OWNED BY public.counter.id;
CREATE TABLE public.counter_service (
    counter_id integer NOT NULL,
    service_id integer NOT NULL
);
CREATE TABLE public.daily_channel (
    service_day integer NOT NULL,
    unit_id integer NOT NULL,
    channel smallint NOT NULL,
    basis smallint NOT NULL,
    n integer NOT NULL
);
CREATE TABLE public.daily_pairs (
    service_day integer NOT NULL,
    unit_id integer NOT NULL,
    instrument_id integer NOT NULL,
    a character varying(3) NOT NULL,
    b character varying(3) NOT NULL,
    basis smallint NOT NULL,
    n bigint NOT NULL,
    x bigint NOT NULL,
    y bigint NOT NULL,
    xy bigint NOT NULL
);
CREATE TABLE public.daily_tally (
    service_day integer NOT NULL,
    unit_id integer NOT NULL,
    instrument_id integer NOT NULL,
    question character varying(3) NOT NULL,
    basis smallint NOT NULL,
    s0 integer NOT NULL,
    s1 integer NOT NULL,
    s2 integer NOT NULL,
    s3 integer NOT NULL,
    s4 integer NOT NULL,
    s5 integer NOT NULL,
    s6 integer NOT NULL,
    s7 integer NOT NULL,
    s8 integer NOT NULL,
    s9 integer NOT NULL,
    s10 integer NOT NULL
);
CREATE TABLE public.daily_visits (
    service_day integer NOT NULL,
    unit_id integer NOT NULL,
    instrument_id integer NOT NULL,
    part character varying(10) NOT NULL,
    basis smallint NOT NULL,
    n integer NOT NULL
);
CREATE TABLE public.device (
    id integer NOT NULL,
    counter_id integer NOT NULL,
    token_hash character varying(64) NOT NULL,
    paired_at bigint NOT NULL,
    revoked_at bigint,
    last_seen_at bigint,
    name character varying(60) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.device_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.device_id_seq OWNED BY public.device.id;
CREATE TABLE public.device_move (
    id integer NOT NULL,
    device_id integer NOT NULL,
    left_id integer NOT NULL,
    moved_at bigint NOT NULL
);
CREATE SEQUENCE public.device_move_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.device_move_id_seq OWNED BY public.device_move.id;
CREATE TABLE public.device_pause (
    id integer NOT NULL,
    device_id integer NOT NULL,
    paused_at bigint NOT NULL,
    resumed_at bigint,
    message character varying(120) NOT NULL,
    by character varying(80) NOT NULL
);
CREATE SEQUENCE public.device_pause_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.device_pause_id_seq OWNED BY public.device_pause.id;
CREATE TABLE public.device_report (
    device_id integer NOT NULL,
    reported_at bigint NOT NULL,
    edition character varying(24) NOT NULL,
    current boolean NOT NULL,
    queued integer NOT NULL,
    oldest_at bigint,
    refused integer NOT NULL,
    reason character varying(200) NOT NULL,
    stores boolean NOT NULL,
    offset_ms bigint NOT NULL,
    resting boolean NOT NULL,
    practising boolean NOT NULL
);
CREATE TABLE public.device_succession (
    device_id integer NOT NULL,
    replaced_id integer NOT NULL
);
CREATE TABLE public.entry (
    unit_id integer NOT NULL,
    seq integer NOT NULL,
    kind smallint NOT NULL,
    answer bytea NOT NULL,
    visit bytea NOT NULL,
    counter_id integer NOT NULL,
    service_id integer,
    channel smallint NOT NULL,
    instrument_id integer NOT NULL,
    question character varying(3) NOT NULL,
    score smallint NOT NULL,
    language character varying(8) NOT NULL,
    assisted boolean NOT NULL,
    given_at bigint NOT NULL,
    received_at bigint NOT NULL,
    service_day integer NOT NULL,
    marks character varying(80) NOT NULL,
    rules smallint NOT NULL,
    nonce bytea,
    about integer,
    extra character varying(200) NOT NULL,
    leaf bytea NOT NULL
);
CREATE TABLE public.first_step (
    unit_id integer NOT NULL,
    step character varying(20) NOT NULL,
    by character varying(80) NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.follow_up (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    instrument character varying(60) NOT NULL,
    element character varying(40) NOT NULL,
    made_at bigint NOT NULL,
    made_by character varying(80) NOT NULL
);
CREATE TABLE public.follow_up_evidence (
    id integer NOT NULL,
    follow_up_id integer NOT NULL,
    words character varying(1000) NOT NULL,
    link character varying(500) NOT NULL,
    day integer NOT NULL,
    made_at bigint NOT NULL,
    made_by character varying(80) NOT NULL
);
CREATE SEQUENCE public.follow_up_evidence_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.follow_up_evidence_id_seq OWNED BY public.follow_up_evidence.id;
CREATE SEQUENCE public.follow_up_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.follow_up_id_seq OWNED BY public.follow_up.id;
CREATE TABLE public.follow_up_notice (
    notice_id integer NOT NULL,
    follow_up_id integer NOT NULL
);
CREATE TABLE public.follow_up_plan (
    id integer NOT NULL,
    follow_up_id integer NOT NULL,
    cause character varying(1000) NOT NULL,
    action character varying(1000) NOT NULL,
    horizon character varying(10) NOT NULL,
    responsible character varying(200) NOT NULL,
    due_year integer NOT NULL,
    due_quarter integer NOT NULL,
    reason character varying(300) NOT NULL,
    made_at bigint NOT NULL,
    made_by character varying(80) NOT NULL
);
CREATE SEQUENCE public.follow_up_plan_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.follow_up_plan_id_seq OWNED BY public.follow_up_plan.id;
CREATE TABLE public.follow_up_status (
    id integer NOT NULL,
    follow_up_id integer NOT NULL,
    status character varying(10) NOT NULL,
    day integer NOT NULL,
    reason character varying(300) NOT NULL,
    made_at bigint NOT NULL,
    made_by character varying(80) NOT NULL
);
CREATE SEQUENCE public.follow_up_status_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.follow_up_status_id_seq OWNED BY public.follow_up_status.id;
CREATE TABLE public.form_once (
    form uuid NOT NULL,
    day integer NOT NULL
);
CREATE TABLE public.grant_of_role (
    id integer NOT NULL,
    person_id integer NOT NULL,
    role character varying(20) NOT NULL,
    unit_id integer
);
CREATE SEQUENCE public.grant_of_role_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.grant_of_role_id_seq OWNED BY public.grant_of_role.id;
CREATE TABLE public.hand_on (
    unit_id integer NOT NULL,
    service_day integer NOT NULL,
    n integer NOT NULL
);
CREATE TABLE public.handoff (
    code_hash character varying(64) NOT NULL,
    counter_id integer NOT NULL,
    visit uuid NOT NULL,
    plan character varying NOT NULL,
    question character varying(3) NOT NULL,
    language character varying(3) NOT NULL,
    made_at bigint NOT NULL,
    opened_at bigint,
    withdrawn_at bigint
);
CREATE TABLE public.health_probe (
    id integer NOT NULL
);
CREATE SEQUENCE public.health_probe_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.health_probe_id_seq OWNED BY public.health_probe.id;
CREATE TABLE public.holiday (
    unit_id integer NOT NULL,
    day integer NOT NULL,
    name character varying(80) NOT NULL
);
CREATE TABLE public.installation (
    id integer NOT NULL,
    demo boolean NOT NULL,
    founded_at bigint NOT NULL
);
CREATE SEQUENCE public.installation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.installation_id_seq OWNED BY public.installation.id;
CREATE TABLE public.instrument_version (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    digest character varying(64) NOT NULL,
    parts character varying DEFAULT '{}'::character varying NOT NULL
);
CREATE SEQUENCE public.instrument_version_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.instrument_version_id_seq OWNED BY public.instrument_version.id;
CREATE TABLE public.invitation (
    code_hash character varying(64) NOT NULL,
    person_id integer NOT NULL,
    made_by character varying(80) NOT NULL,
    made_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE public.lease (
    name character varying(20) NOT NULL,
    holder character varying(80) NOT NULL,
    until bigint NOT NULL
);
CREATE TABLE public.ledger_day (
    unit_id integer NOT NULL,
    service_day integer NOT NULL,
    first_seq integer NOT NULL,
    last_seq integer NOT NULL
);
CREATE TABLE public.ledger_head (
    unit_id integer NOT NULL,
    size integer NOT NULL,
    tallied integer DEFAULT 0 NOT NULL,
    seed bytea DEFAULT '\x'::bytea NOT NULL
);
CREATE TABLE public.letterhead (
    unit_id integer NOT NULL,
    head character varying(400) NOT NULL,
    address character varying(200) NOT NULL,
    city character varying(60) NOT NULL,
    signatory character varying(80) NOT NULL,
    "position" character varying(120) NOT NULL,
    number character varying(40) NOT NULL
);
CREATE TABLE public.link (
    code character varying(7) NOT NULL,
    unit_id integer NOT NULL,
    counter_id integer,
    channel character varying(10) NOT NULL
);
CREATE TABLE public.monthly_pairs (
    unit_id integer NOT NULL,
    instrument_id integer NOT NULL,
    a character varying(3) NOT NULL,
    b character varying(3) NOT NULL,
    basis smallint NOT NULL,
    month integer NOT NULL,
    n bigint NOT NULL,
    x bigint NOT NULL,
    y bigint NOT NULL,
    xy bigint NOT NULL
);
CREATE TABLE public.monthly_tally (
    unit_id integer NOT NULL,
    instrument_id integer NOT NULL,
    question character varying(3) NOT NULL,
    basis smallint NOT NULL,
    month integer NOT NULL,
    s0 integer NOT NULL,
    s1 integer NOT NULL,
    s2 integer NOT NULL,
    s3 integer NOT NULL,
    s4 integer NOT NULL,
    s5 integer NOT NULL,
    s6 integer NOT NULL,
    s7 integer NOT NULL,
    s8 integer NOT NULL,
    s9 integer NOT NULL,
    s10 integer NOT NULL
);
CREATE TABLE public.monthly_visits (
    unit_id integer NOT NULL,
    instrument_id integer NOT NULL,
    part character varying(10) NOT NULL,
    basis smallint NOT NULL,
    month integer NOT NULL,
    n integer NOT NULL
);
CREATE TABLE public.notice (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    text character varying(90) NOT NULL,
    text_en character varying(90) NOT NULL,
    since integer NOT NULL,
    until integer NOT NULL,
    made_at bigint NOT NULL,
    made_by character varying(80) NOT NULL,
    withdrawn_at bigint
);
CREATE SEQUENCE public.notice_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.notice_id_seq OWNED BY public.notice.id;
CREATE TABLE public.official_survey (
    unit_id integer NOT NULL,
    address character varying(300) NOT NULL
);
CREATE TABLE public.open_link_hour (
    counter_id integer NOT NULL,
    hour bigint NOT NULL,
    visits integer NOT NULL
);
CREATE TABLE public.opening_hours (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    weekday integer NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL
);
CREATE SEQUENCE public.opening_hours_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.opening_hours_id_seq OWNED BY public.opening_hours.id;
CREATE TABLE public.operator_pin (
    unit_id integer NOT NULL,
    salt character varying(32) NOT NULL,
    hash character varying(64) NOT NULL,
    rounds integer NOT NULL,
    set_at bigint NOT NULL
);
CREATE TABLE public.pairing (
    id integer NOT NULL,
    counter_id integer NOT NULL,
    code_hash character varying(64) NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    reusable boolean NOT NULL,
    name character varying(60) DEFAULT ''::character varying NOT NULL,
    replaces_id integer
);
CREATE SEQUENCE public.pairing_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.pairing_id_seq OWNED BY public.pairing.id;
CREATE TABLE public.paper_form (
    form uuid NOT NULL,
    unit_id integer NOT NULL,
    person_id integer NOT NULL,
    filled_on integer NOT NULL,
    entered_at bigint NOT NULL
);
CREATE TABLE public.person (
    id integer NOT NULL,
    name character varying(80) NOT NULL,
    password character varying(255) NOT NULL,
    active boolean NOT NULL,
    fs_uniquifier character varying(64) NOT NULL,
    email character varying(254),
    must_change boolean DEFAULT false NOT NULL,
    tf_primary_method character varying(20),
    tf_totp_secret character varying(255),
    totp_counter bigint,
    mf_recovery_codes json,
    left_unit_id integer
);
CREATE SEQUENCE public.person_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.person_id_seq OWNED BY public.person.id;
CREATE TABLE public.profile_tally (
    unit_id integer NOT NULL,
    month integer NOT NULL,
    question character varying(20) NOT NULL,
    answer character varying(20) NOT NULL,
    n integer NOT NULL
);
CREATE TABLE public.receipt (
    code bigint NOT NULL,
    unit_id integer NOT NULL,
    seq integer NOT NULL
);
CREATE TABLE public.seal (
    unit_id integer NOT NULL,
    number integer NOT NULL,
    day integer NOT NULL,
    size integer NOT NULL,
    root bytea NOT NULL,
    previous bytea NOT NULL,
    totals character varying(200) NOT NULL,
    made_at bigint NOT NULL,
    key_number integer NOT NULL,
    signature bytea NOT NULL,
    frontier bytea NOT NULL
);
CREATE TABLE public.seal_key (
    number integer NOT NULL,
    public bytea NOT NULL,
    made_at bigint NOT NULL,
    reason character varying(200) NOT NULL,
    endorsement bytea NOT NULL
);
CREATE TABLE public.seal_witness (
    unit_id integer NOT NULL,
    number integer NOT NULL,
    fingerprint character varying(25) NOT NULL,
    device_id integer NOT NULL,
    line character varying(120) NOT NULL,
    said_at bigint NOT NULL
);
CREATE TABLE public.served_count (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    day integer NOT NULL,
    served integer NOT NULL,
    entered_by character varying(80) NOT NULL,
    entered_at bigint NOT NULL
);
CREATE SEQUENCE public.served_count_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.served_count_id_seq OWNED BY public.served_count.id;
CREATE TABLE public.service (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    code character varying(40) NOT NULL,
    name character varying NOT NULL,
    name_en character varying NOT NULL
);
CREATE SEQUENCE public.service_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.service_id_seq OWNED BY public.service.id;
CREATE TABLE public.sign_in (
    code_hash character varying(64) NOT NULL,
    person_id integer NOT NULL,
    began_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    browser character varying(200) NOT NULL,
    ended_at bigint
);
CREATE TABLE public.sign_in_failure (
    key character varying(64) NOT NULL,
    times integer NOT NULL,
    last_at bigint NOT NULL
);
CREATE TABLE public.ticket_batch (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    counter_id integer NOT NULL,
    count integer NOT NULL,
    valid_from integer NOT NULL,
    valid_until integer NOT NULL,
    secret bytea NOT NULL,
    spent bytea NOT NULL,
    made_at bigint NOT NULL,
    made_by character varying(80) NOT NULL,
    withdrawn_at bigint,
    used integer NOT NULL
);
CREATE SEQUENCE public.ticket_batch_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ticket_batch_id_seq OWNED BY public.ticket_batch.id;
CREATE TABLE public.ticket_hour (
    counter_id integer NOT NULL,
    hour bigint NOT NULL,
    visits integer NOT NULL
);
CREATE TABLE public.unit (
    id integer NOT NULL,
    code character varying(40) NOT NULL,
    name character varying NOT NULL,
    short_name character varying NOT NULL,
    kind character varying(20) NOT NULL,
    zone character varying(40) NOT NULL,
    closed_on integer
);
CREATE SEQUENCE public.unit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.unit_id_seq OWNED BY public.unit.id;
CREATE TABLE public.wall (
    id integer NOT NULL,
    unit_id integer NOT NULL,
    name character varying(60) NOT NULL,
    runs boolean NOT NULL,
    code_hash character varying(64) NOT NULL,
    made_by character varying(80) NOT NULL,
    made_at bigint NOT NULL,
    ended_at bigint
);
CREATE SEQUENCE public.wall_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.wall_id_seq OWNED BY public.wall.id;
ALTER TABLE ONLY public.act ALTER COLUMN id SET DEFAULT nextval('public.act_id_seq'::regclass);
ALTER TABLE ONLY public.affiliation ALTER COLUMN id SET DEFAULT nextval('public.affiliation_id_seq'::regclass);
ALTER TABLE ONLY public.comment ALTER COLUMN id SET DEFAULT nextval('public.comment_id_seq'::regclass);
ALTER TABLE ONLY public.counter ALTER COLUMN id SET DEFAULT nextval('public.counter_id_seq'::regclass);
ALTER TABLE ONLY public.counter_closure ALTER COLUMN id SET DEFAULT nextval('public.counter_closure_id_seq'::regclass);
ALTER TABLE ONLY public.device ALTER COLUMN id SET DEFAULT nextval('public.device_id_seq'::regclass);
ALTER TABLE ONLY public.device_move ALTER COLUMN id SET DEFAULT nextval('public.device_move_id_seq'::regclass);
ALTER TABLE ONLY public.device_pause ALTER COLUMN id SET DEFAULT nextval('public.device_pause_id_seq'::regclass);
ALTER TABLE ONLY public.follow_up ALTER COLUMN id SET DEFAULT nextval('public.follow_up_id_seq'::regclass);
ALTER TABLE ONLY public.follow_up_evidence ALTER COLUMN id SET DEFAULT nextval('public.follow_up_evidence_id_seq'::regclass);
ALTER TABLE ONLY public.follow_up_plan ALTER COLUMN id SET DEFAULT nextval('public.follow_up_plan_id_seq'::regclass);
ALTER TABLE ONLY public.follow_up_status ALTER COLUMN id SET DEFAULT nextval('public.follow_up_status_id_seq'::regclass);
ALTER TABLE ONLY public.grant_of_role ALTER COLUMN id SET DEFAULT nextval('public.grant_of_role_id_seq'::regclass);
ALTER TABLE ONLY public.health_probe ALTER COLUMN id SET DEFAULT nextval('public.health_probe_id_seq'::regclass);
ALTER TABLE ONLY public.installation ALTER COLUMN id SET DEFAULT nextval('public.installation_id_seq'::regclass);
ALTER TABLE ONLY public.instrument_version ALTER COLUMN id SET DEFAULT nextval('public.instrument_version_id_seq'::regclass);
ALTER TABLE ONLY public.notice ALTER COLUMN id SET DEFAULT nextval('public.notice_id_seq'::regclass);
ALTER TABLE ONLY public.opening_hours ALTER COLUMN id SET DEFAULT nextval('public.opening_hours_id_seq'::regclass);
ALTER TABLE ONLY public.pairing ALTER COLUMN id SET DEFAULT nextval('public.pairing_id_seq'::regclass);
ALTER TABLE ONLY public.person ALTER COLUMN id SET DEFAULT nextval('public.person_id_seq'::regclass);
ALTER TABLE ONLY public.served_count ALTER COLUMN id SET DEFAULT nextval('public.served_count_id_seq'::regclass);
ALTER TABLE ONLY public.service ALTER COLUMN id SET DEFAULT nextval('public.service_id_seq'::regclass);
ALTER TABLE ONLY public.ticket_batch ALTER COLUMN id SET DEFAULT nextval('public.ticket_batch_id_seq'::regclass);
ALTER TABLE ONLY public.unit ALTER COLUMN id SET DEFAULT nextval('public.unit_id_seq'::regclass);
ALTER TABLE ONLY public.wall ALTER COLUMN id SET DEFAULT nextval('public.wall_id_seq'::regclass);
INSERT INTO public.act VALUES (1, 1794790800000, 'kepala', 2, 'counter.changed', 'kanim-1');
INSERT INTO public.act_place VALUES (1, 2);
INSERT INTO public.act_place VALUES (1, 3);
INSERT INTO public.affiliation VALUES (1, 2, 1, '2026-01-01', NULL);
INSERT INTO public.affiliation VALUES (2, 3, 1, '2026-01-01', NULL);
INSERT INTO public.alembic_version VALUES ('0020');
INSERT INTO public.comment VALUES (1, 2, 'Petugasnya ramah sekali', 'id', 202611, '', '', '', NULL, NULL);
INSERT INTO public.counter VALUES (1, 2, 'kanim-1', 'Loket 1 · Paspor', 'Counter 1 · Passports', 'ikm-ipk-2021', 'S0 I0 ikm:1 ipk:1', true);
INSERT INTO public.counter VALUES (2, 2, 'kanim-2', 'Loket "2" · Jum''at \ 監', 'Loket "2" · Jum''at \ 監', 'ikm-ipk-2021', 'S0 I0 ikm:1 ipk:1', false);
INSERT INTO public.counter VALUES (3, 3, 'lapas-1', 'Loket 1', 'Loket 1', 'ikm-ipk-2021', 'S0 I0 ikm:1 ipk:1', true);
INSERT INTO public.counter_service VALUES (1, 1);
INSERT INTO public.counter_service VALUES (1, 2);
INSERT INTO public.daily_channel VALUES (20261116, 2, 1, 0, 12);
INSERT INTO public.daily_channel VALUES (20261117, 2, 1, 0, 6);
INSERT INTO public.daily_channel VALUES (20261117, 2, 3, 0, 6);
INSERT INTO public.daily_channel VALUES (20261117, 3, 3, 0, 1);
INSERT INTO public.daily_channel VALUES (20261117, 3, 1, 0, 2);
INSERT INTO public.daily_channel VALUES (20261117, 2, 5, 0, 1);
INSERT INTO public.daily_channel VALUES (20261118, 2, 1, 0, 9);
INSERT INTO public.daily_channel VALUES (20261118, 2, 3, 0, 2);
INSERT INTO public.daily_channel VALUES (20261118, 2, 3, 2, 1);
INSERT INTO public.daily_channel VALUES (20261119, 2, 1, 0, 7);
INSERT INTO public.daily_channel VALUES (20261119, 2, 3, 0, 5);
INSERT INTO public.daily_channel VALUES (20261119, 3, 3, 0, 1);
INSERT INTO public.daily_channel VALUES (20261119, 3, 1, 0, 2);
INSERT INTO public.daily_channel VALUES (20261120, 2, 1, 0, 7);
INSERT INTO public.daily_channel VALUES (20261120, 2, 3, 0, 5);
INSERT INTO public.daily_tally VALUES (20261119, 3, 4, 'I0', 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 3, 2, 'K4', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 3, 2, 'U4', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 3, 4, 'I0', 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 3, 4, 'S0', 0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 4, 'S0', 0, 0, 1, 2, 5, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'K5', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U5', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 4, 'S0', 4, 0, 1, 2, 5, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'K1', 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U6', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U4', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U7', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'K1', 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'K1', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U1', 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U6', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'K2', 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U2', 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'K2', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U7', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'K3', 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U3', 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'U6', 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 4, 'S0', 0, 0, 2, 3, 2, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'K4', 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 2, 'U4', 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 4, 'I0', 0, 0, 0, 2, 3, 6, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 4, 'S0', 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 4, 'I0', 4, 0, 0, 2, 3, 6, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261116, 2, 4, 'S0', 4, 0, 2, 3, 2, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'U2', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 3, 4, 'S0', 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U1', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 4, 'S0', 4, 0, 1, 4, 5, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'K2', 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'U7', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'K4', 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U2', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'U1', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 4, 'S0', 0, 0, 1, 4, 5, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'K3', 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'U3', 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'K2', 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'K3', 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'U7', 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'K5', 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 2, 'U5', 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 4, 'I0', 0, 0, 1, 0, 1, 5, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 2, 4, 'S0', 2, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 3, 2, 'K3', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261117, 3, 2, 'U3', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U3', 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 4, 'I0', 0, 0, 0, 0, 6, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 3, 4, 'S0', 4, 0, 0, 3, 1, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 4, 'S0', 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'K5', 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 2, 'U5', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 4, 'I0', 0, 0, 2, 1, 2, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 4, 'S0', 0, 0, 3, 3, 1, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 4, 'S0', 2, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 4, 'I0', 4, 0, 3, 1, 3, 8, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 4, 'S0', 4, 0, 3, 3, 1, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261118, 2, 4, 'S0', 6, 0, 1, 1, 2, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'K5', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'U5', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 3, 2, 'K5', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'K4', 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 2, 2, 'U4', 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 3, 2, 'U5', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'K5', 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 3, 2, 'K1', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261119, 3, 2, 'U6', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'U3', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'K4', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'U2', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'K3', 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'U5', 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'U1', 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'K1', 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'U4', 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 4, 'I0', 0, 0, 1, 1, 0, 6, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'K2', 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 2, 'U7', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 4, 'S0', 0, 0, 1, 3, 3, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_tally VALUES (20261120, 2, 4, 'S0', 2, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.daily_visits VALUES (20261120, 2, 0, '', 0, 12);
INSERT INTO public.daily_visits VALUES (20261120, 2, 2, 'ikm', 0, 8);
INSERT INTO public.daily_visits VALUES (20261120, 2, 2, 'ipk', 0, 8);
INSERT INTO public.daily_visits VALUES (20261116, 2, 0, '', 0, 12);
INSERT INTO public.daily_visits VALUES (20261116, 2, 2, 'ikm', 0, 11);
INSERT INTO public.daily_visits VALUES (20261116, 2, 2, 'ipk', 0, 11);
INSERT INTO public.daily_visits VALUES (20261117, 2, 2, 'ikm', 0, 7);
INSERT INTO public.daily_visits VALUES (20261117, 2, 2, 'ipk', 0, 7);
INSERT INTO public.daily_visits VALUES (20261117, 3, 0, '', 0, 3);
INSERT INTO public.daily_visits VALUES (20261117, 3, 2, 'ikm', 0, 2);
INSERT INTO public.daily_visits VALUES (20261117, 3, 2, 'ipk', 0, 2);
INSERT INTO public.daily_visits VALUES (20261117, 2, 0, '', 0, 13);
INSERT INTO public.daily_visits VALUES (20261118, 2, 0, '', 0, 11);
INSERT INTO public.daily_visits VALUES (20261118, 2, 2, 'ikm', 0, 8);
INSERT INTO public.daily_visits VALUES (20261118, 2, 2, 'ipk', 0, 8);
INSERT INTO public.daily_visits VALUES (20261118, 2, 0, '', 2, 1);
INSERT INTO public.daily_visits VALUES (20261119, 2, 0, '', 0, 12);
INSERT INTO public.daily_visits VALUES (20261119, 2, 2, 'ikm', 0, 8);
INSERT INTO public.daily_visits VALUES (20261119, 2, 2, 'ipk', 0, 8);
INSERT INTO public.daily_visits VALUES (20261119, 3, 0, '', 0, 3);
INSERT INTO public.daily_visits VALUES (20261119, 3, 2, 'ikm', 0, 2);
INSERT INTO public.daily_visits VALUES (20261119, 3, 2, 'ipk', 0, 2);
INSERT INTO public.device VALUES (1, 1, 'b25ffa76ce4267f3dea64f29b7f48cf7df442b006ced194170020fc1c467a072', 1794790800000, NULL, NULL, '');
INSERT INTO public.device VALUES (2, 3, '2fd5217ebfd6bfd5d7fb15f66d37d67849b03697471faaa51faf0d1170884219', 1794790800000, NULL, NULL, '');
INSERT INTO public.entry VALUES (2, 1, 1, '\xf78009b6c08b4ce080fdc35b02da26d0', '\xcf35a07dd7e74333bc383827e7312613', 1, NULL, 1, 4, 'S0', 4, 'id', false, 1794790980000, 1794791100000, 20261116, '', 3, NULL, NULL, '', '\x0d97457b2fb7a186994e9700d8784d6a8319e652a74aaa0709205fdd7f634cc4');
INSERT INTO public.entry VALUES (2, 2, 1, '\x4fcf9bd637cb4ad6adf61017841a1601', '\xcf35a07dd7e74333bc383827e7312613', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1794790982000, 1794791100000, 20261116, '', 3, NULL, NULL, '', '\x998b6328c0f11cb0176971f066dde0f5fa4d224b903cce8695a42ea82f8f95e7');
INSERT INTO public.entry VALUES (2, 3, 1, '\x18efab691ec84a16b891a9d98cb25662', '\xcf35a07dd7e74333bc383827e7312613', 1, NULL, 1, 2, 'U1', 1, 'id', false, 1794790984000, 1794791100000, 20261116, '', 3, NULL, NULL, '', '\x0db7ac45bf9e282bacdda49c3d14588c3dbd17bec0d0c6af9b693d383f1d1efa');
INSERT INTO public.entry VALUES (2, 4, 1, '\x75f801995eee4f5d85104f19a2d6c7e6', '\xcf35a07dd7e74333bc383827e7312613', 1, NULL, 1, 2, 'K1', 3, 'id', false, 1794790998000, 1794791100000, 20261116, '', 3, NULL, NULL, '', '\x3ebde67c35bf46546a87f745dc4b458271e1f01e976dde1910166c5b53784679');
INSERT INTO public.entry VALUES (2, 5, 1, '\xf206218227e24910a7d6fdc5fe20ca13', '\xd9c53c813d3744ae814b372a7962bd96', 1, 1, 1, 4, 'S0', 3, 'id', false, 1794791160000, 1794791280000, 20261116, '', 3, NULL, NULL, '', '\xf5a2419349a36fff16c8cb55be0ccaeb18a6a6306543d0a95ab549f3e6873892');
INSERT INTO public.entry VALUES (2, 6, 1, '\xa21ab0a54457450e98c9eba1e101816e', '\xd9c53c813d3744ae814b372a7962bd96', 1, 1, 1, 4, 'I0', 3, 'id', false, 1794791162000, 1794791280000, 20261116, '', 3, NULL, NULL, '', '\xc904337838760e6567b29cbf1c3f423e25dcebe70bc7028eefb893d8c1b8559b');
INSERT INTO public.entry VALUES (2, 7, 1, '\x770daf6185924194a3df01abe9f693c4', '\xd9c53c813d3744ae814b372a7962bd96', 1, 1, 1, 2, 'U2', 1, 'id', false, 1794791166000, 1794791280000, 20261116, '', 3, NULL, NULL, '', '\x8bbed09faee50178d418874275d93cde2916d9e0934af9a677ad1dd82013491d');
INSERT INTO public.entry VALUES (2, 8, 1, '\x17d509f1d604451390aef0270ab21218', '\xd9c53c813d3744ae814b372a7962bd96', 1, 1, 1, 2, 'K2', 1, 'id', false, 1794791180000, 1794791280000, 20261116, '', 3, NULL, NULL, '', '\x9ff406293ed8fee68e44138a599be30ea4dba493c29f2e2c58738751d65242da');
INSERT INTO public.entry VALUES (2, 9, 1, '\x78a5d4fd6145478fbc7b143afa2f61c2', '\xbf8145bc475c4f82b281a49560654c72', 1, NULL, 1, 4, 'S0', 3, 'id', false, 1794791340000, 1794791460000, 20261116, '', 3, NULL, NULL, '', '\x795353d2e5291ee253ab5158aa88fa216406d918aa06acaa2644ba8438312a90');
INSERT INTO public.entry VALUES (2, 10, 1, '\xbb90d1bd2113484d938947046e72c53a', '\xbf8145bc475c4f82b281a49560654c72', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1794791342000, 1794791460000, 20261116, '', 3, NULL, NULL, '', '\x1558654f73d189474ff13f41613790781ae82aaad0b9a730f31c9f3ce0bc6d7c');
INSERT INTO public.entry VALUES (2, 11, 1, '\xef83cc42893f4b8ab35a69fac060942b', '\xbf8145bc475c4f82b281a49560654c72', 1, NULL, 1, 2, 'U3', 3, 'id', false, 1794791348000, 1794791460000, 20261116, '', 3, NULL, NULL, '', '\x51cd3d13121dbc6c9d97fff84083c56327cb7932be85f30e144c10f757938426');
INSERT INTO public.entry VALUES (2, 12, 1, '\x75a310cb8ef74f95ac4d4e633e2858e9', '\xbf8145bc475c4f82b281a49560654c72', 1, NULL, 1, 2, 'K3', 3, 'id', false, 1794791362000, 1794791460000, 20261116, '', 3, NULL, NULL, '', '\x83704c9961c7a72a08b033a5d2d26dff7408f5bc056c93de7f1849c28b7db19f');
INSERT INTO public.entry VALUES (2, 13, 1, '\x732292af7e4c457b8b24a42d48c0c9ec', '\xbf8145bc475c4f82b281a49560654c72', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1794791400000, 1794791460000, 20261116, '', 3, NULL, NULL, '', '\xb51d3e649493c9f8a1a9598434af51073a5fd2e8a3056fa3381953cb143cedba');
INSERT INTO public.entry VALUES (2, 14, 1, '\xbe74a31e9fda4f6d8b3ce7b9bc50e0e1', '\x73bd4ceef1a54b14843a8e0962941fe6', 1, 1, 1, 4, 'S0', 3, 'id', false, 1794791580000, 1794791700000, 20261116, 'assisted', 3, NULL, NULL, '', '\xf9b23f01b99aec6f8325cd1c215ee33ea259007e8ef6bb1e96e7df4d7a6d83c7');
INSERT INTO public.entry VALUES (2, 15, 1, '\xc8c52eb9bb3b457abcd0fc8fae354b7d', '\x73bd4ceef1a54b14843a8e0962941fe6', 1, 1, 1, 4, 'I0', 4, 'id', false, 1794791582000, 1794791700000, 20261116, '', 3, NULL, NULL, '', '\xa45c47f0a212dad640474d04754efbadea5c28253c5bb2d473e919ffbcd0a581');
INSERT INTO public.entry VALUES (2, 16, 1, '\xf98bb3b34c8049cdaa0359d272b3f19f', '\x73bd4ceef1a54b14843a8e0962941fe6', 1, 1, 1, 2, 'U4', 4, 'id', false, 1794791590000, 1794791700000, 20261116, '', 3, NULL, NULL, '', '\xf3737aeee738d78c089125c7e7e84deb32fcbd023d8acacd958689c30f8bddca');
INSERT INTO public.entry VALUES (2, 17, 1, '\xf577bf99464d4fb9a195c50a56cafb21', '\x73bd4ceef1a54b14843a8e0962941fe6', 1, 1, 1, 2, 'K4', 3, 'id', false, 1794791604000, 1794791700000, 20261116, '', 3, NULL, NULL, '', '\x259c32f338ffd9dc3bfa0c97aad4151202b6888a7c26e71c2bd6bdb124bdd95e');
INSERT INTO public.entry VALUES (2, 18, 1, '\xc0ec27cb0d524609955b5f865e71eef6', '\x634bf7140ac44137b5442e317f72d3f9', 1, NULL, 1, 4, 'S0', 1, 'id', false, 1794791760000, 1794791880000, 20261116, '', 3, NULL, NULL, '', '\x8cb9484597d3e7399f638fa6e3786db64a0b7e78af9f8b8f6c8dc80362c92a7e');
INSERT INTO public.entry VALUES (2, 19, 1, '\x09b06a4fe2be45aeb6522104e9dd52d4', '\x634bf7140ac44137b5442e317f72d3f9', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1794791762000, 1794791880000, 20261116, '', 3, NULL, NULL, '', '\x75a8bf459bc4f0fd5877c9d443da02ec2287e92b6523ea7b52e6a01c2b4284ed');
INSERT INTO public.entry VALUES (2, 20, 1, '\x86cd9716ac614497aec62b4ed51e366d', '\x634bf7140ac44137b5442e317f72d3f9', 1, NULL, 1, 2, 'U5', 4, 'id', false, 1794791772000, 1794791880000, 20261116, '', 3, NULL, NULL, '', '\xd2e246ce49fb22de78f3c0d46e7581e9f80408cf9bf6273efa809b21a200d971');
INSERT INTO public.entry VALUES (2, 21, 1, '\xb28866feeaee42aa9aa745228b101f4b', '\x634bf7140ac44137b5442e317f72d3f9', 1, NULL, 1, 2, 'K5', 3, 'id', false, 1794791786000, 1794791880000, 20261116, '', 3, NULL, NULL, '', '\x6d0c7e26d12509be1fc197079582b9cb8e7a12cd583b782d90944444da150d88');
INSERT INTO public.entry VALUES (2, 22, 1, '\xa1cec4c14e6647ecb92be4cc14c2fbd9', '\x8ee63f9315ba47349d07cb8bac4a19ab', 1, 1, 1, 4, 'S0', 2, 'id', false, 1794791940000, 1794792060000, 20261116, '', 3, NULL, NULL, '', '\x42c09a44f8e290956e1138705426adcc7b1b53d3c9260bb487a0b758d5940bb9');
INSERT INTO public.entry VALUES (2, 23, 1, '\xd266e2fee47c416bb4b7e19a80e95cb8', '\x8ee63f9315ba47349d07cb8bac4a19ab', 1, 1, 1, 4, 'I0', 4, 'id', false, 1794791942000, 1794792060000, 20261116, '', 3, NULL, NULL, '', '\xb217691f0d9fc1a3c5488c4a19c16a95cb0cd24396d961167c9b9fb6eef68032');
INSERT INTO public.entry VALUES (2, 24, 1, '\x62cd574cfbe545cf82e89c386078023c', '\x8ee63f9315ba47349d07cb8bac4a19ab', 1, 1, 1, 2, 'U6', 2, 'id', false, 1794791954000, 1794792060000, 20261116, '', 3, NULL, NULL, '', '\x33ad4eae58bc5ebeac220fbe44f8b80a8a86311819f0e701e02c24d4ebeddcb3');
INSERT INTO public.entry VALUES (2, 25, 1, '\x986bc91c346a4c90bdd8d6698377f1ef', '\x8ee63f9315ba47349d07cb8bac4a19ab', 1, 1, 1, 2, 'K1', 1, 'id', false, 1794791958000, 1794792060000, 20261116, '', 3, NULL, NULL, '', '\x61fea6dea3b67eee66d41cb20623d306acb2ef45baaf1708708815d61b757a83');
INSERT INTO public.entry VALUES (2, 26, 1, '\x9e1591df1d25427b9bc872009693a8fb', '\x3e8e1464284e49cc9d7e3dc35ba32389', 1, NULL, 1, 4, 'S0', 1, 'id', false, 1794792120000, 1794792240000, 20261116, '', 3, NULL, NULL, '', '\xc11b9a8849e5da9ad755d028eb698824771d25450cbae97d5f867a5cda7a15ab');
INSERT INTO public.entry VALUES (2, 27, 1, '\xe2808208bb094deab252c02b9898193e', '\x3e8e1464284e49cc9d7e3dc35ba32389', 1, NULL, 1, 4, 'I0', 2, 'id', false, 1794792122000, 1794792240000, 20261116, '', 3, NULL, NULL, '', '\x9697503d23f4a46a8d3a0c37ed71e23e2b42b60c25db0a17bbef831129610cad');
INSERT INTO public.entry VALUES (2, 28, 1, '\xc52a6860b496455b83cac90b4d90984a', '\x3e8e1464284e49cc9d7e3dc35ba32389', 1, NULL, 1, 2, 'U7', 3, 'id', false, 1794792136000, 1794792240000, 20261116, '', 3, NULL, NULL, '', '\xb8e22c42f2315450d0a82ffe5065d677ec50375577fc24d5fa5d6b54ceb34e25');
INSERT INTO public.entry VALUES (2, 29, 1, '\xbdd7eadb56a045bebe22d6da1b527eed', '\x3e8e1464284e49cc9d7e3dc35ba32389', 1, NULL, 1, 2, 'K2', 4, 'id', false, 1794792140000, 1794792240000, 20261116, '', 3, NULL, NULL, '', '\xdcebda0ab5b7d3ab6d0365ca91900d511eb0e83a10d941e7de04930bb9a5fbd5');
INSERT INTO public.entry VALUES (2, 30, 1, '\xa5f1c3f7d77d4874ab04c36c32046775', '\xa4cdb7ca9ba947599f81847547e6e205', 1, 1, 1, 4, 'S0', 4, 'id', false, 1794792300000, 1794792420000, 20261116, '', 3, NULL, NULL, '', '\x4ea4492dcaae4ee1574b8c96915c00ad5a58f861530dc0b2d494e48a4c2fd1ae');
INSERT INTO public.entry VALUES (2, 31, 1, '\x40b6d9df2c6b4e19a3aa9fbdd8ba257e', '\xa4cdb7ca9ba947599f81847547e6e205', 1, 1, 1, 4, 'I0', 3, 'id', false, 1794792302000, 1794792420000, 20261116, '', 3, NULL, NULL, '', '\xb5fd372007f12b8d5acb9ac6e9cdd5186988e89b10fc3555272741b3018de0a2');
INSERT INTO public.entry VALUES (2, 32, 1, '\x73f20ec8ed4c43ffb5fe483c7e2278eb', '\xa4cdb7ca9ba947599f81847547e6e205', 1, 1, 1, 2, 'U1', 2, 'id', false, 1794792304000, 1794792420000, 20261116, '', 3, NULL, NULL, '', '\x0fded017b63b9e4c91e562c37d45ceaa703f995e48b843a64de88f4b82775173');
INSERT INTO public.entry VALUES (2, 33, 1, '\xe77ce63555eb4200838e4ffe1c49d93a', '\xa4cdb7ca9ba947599f81847547e6e205', 1, 1, 1, 2, 'K3', 4, 'id', false, 1794792322000, 1794792420000, 20261116, '', 3, NULL, NULL, '', '\x0a3347a5d48d81a30451db7f8c3c910e5e82313b97d3efddf13c20317b7d739e');
INSERT INTO public.entry VALUES (2, 34, 1, '\x211bc3a926554290bf13f782fb9ac58f', '\x20941f8d81fc403ba509639fe6730fea', 2, NULL, 1, 4, 'S0', 3, 'id', false, 1794792480000, 1794792600000, 20261116, '', 3, NULL, NULL, '', '\x62ab9e5194d7b2b1caee754f7e0e85f310513c86f9aa961cef6ff15740724acc');
INSERT INTO public.entry VALUES (2, 35, 1, '\xb12d36dc9fdd4b34afef7d77acc4a37b', '\x27184a65d50f4152a67228684299b2bc', 2, NULL, 1, 4, 'S0', 4, 'id', false, 1794792660000, 1794792780000, 20261116, '', 3, NULL, NULL, '', '\xb52a4d4b3a9c6d4dd423375511ac11de89e0dc97ac1ddb7f9d98f890ae86e054');
INSERT INTO public.entry VALUES (2, 36, 1, '\xeb5f68a98ad84df0b57caf164764fbb2', '\x27184a65d50f4152a67228684299b2bc', 2, NULL, 1, 4, 'I0', 2, 'id', false, 1794792662000, 1794792780000, 20261116, '', 3, NULL, NULL, '', '\x931bf3c252bbec43e9dc1088b165e99cb481184731d311c8cfd2f964f85926c6');
INSERT INTO public.entry VALUES (2, 37, 1, '\xdc3e0d1b4b0b41679890845031a697ff', '\x27184a65d50f4152a67228684299b2bc', 2, NULL, 1, 2, 'U2', 1, 'id', false, 1794792666000, 1794792780000, 20261116, '', 3, NULL, NULL, '', '\xd42ff6220caaee98928f66f3388ec40d3537d9df5974b2eaf4b9a02a113583e5');
INSERT INTO public.entry VALUES (2, 38, 1, '\x445f0a8dda75494ba75b9c7d8b2cda72', '\x27184a65d50f4152a67228684299b2bc', 2, NULL, 1, 2, 'K2', 1, 'id', false, 1794792680000, 1794792780000, 20261116, '', 3, NULL, NULL, '', '\xfebf976fe9df71bfb4bada279a6b56028a3396e10ed178a6e31789c94a95386a');
INSERT INTO public.entry VALUES (2, 39, 1, '\xd16854ddad124eb69a6e2329ae80b136', '\xa419ef67a00f41a09bfdbf0a6f5be1e4', 2, NULL, 1, 4, 'S0', 2, 'id', false, 1794792840000, 1794792960000, 20261116, '', 3, NULL, NULL, '', '\xbc7637f09259f198b3fffe8882ff894d47666bd8852e2104d15a00ff2ba9b18f');
INSERT INTO public.entry VALUES (2, 40, 1, '\x2bd9ec75f05f4f8f9141f07f66967f77', '\xa419ef67a00f41a09bfdbf0a6f5be1e4', 2, NULL, 1, 4, 'I0', 4, 'id', false, 1794792842000, 1794792960000, 20261116, '', 3, NULL, NULL, '', '\x0400506d35322fe68613aecc6839c7c52d97686a03f13e860cd8fa08869ee3cc');
INSERT INTO public.entry VALUES (2, 41, 1, '\x0981008b6b3641e6bdf94178ee00d62c', '\xa419ef67a00f41a09bfdbf0a6f5be1e4', 2, NULL, 1, 2, 'U3', 4, 'id', false, 1794792848000, 1794792960000, 20261116, '', 3, NULL, NULL, '', '\xbde2ceb829cd2129af72958e1e49c21527cca3b1765b3d99cf27604b9265e8c1');
INSERT INTO public.entry VALUES (2, 42, 1, '\x5ff04177f5514e6eaf6ca5f4ddc40b02', '\xa419ef67a00f41a09bfdbf0a6f5be1e4', 2, NULL, 1, 2, 'K3', 3, 'id', false, 1794792862000, 1794792960000, 20261116, '', 3, NULL, NULL, '', '\x7e0b0c1112256f87f164327c4828a501b6f32e2aea3d72eb40b3aa39dc6b7584');
INSERT INTO public.entry VALUES (2, 43, 1, '\x36e7c8a0ac2a4c148e1c948d186baac7', '\xa419ef67a00f41a09bfdbf0a6f5be1e4', 2, NULL, 1, 4, 'S0', 2, 'id', false, 1794792900000, 1794792960000, 20261116, '', 3, NULL, NULL, '', '\x6b502c107a07ccd4d05b4b97e5b3b797bd27e491dcf2bada9f693eeef0f42106');
INSERT INTO public.entry VALUES (2, 44, 1, '\xf3436f1605964b7dac76fd05f66f71cc', '\x898834ec6e444ddb840bcedd3f36b699', 2, NULL, 1, 4, 'S0', 4, 'id', false, 1794793080000, 1794793200000, 20261116, 'assisted', 3, NULL, NULL, '', '\x501d62eb9b03a80307d8beb506817911545dbcf6a3ed9854c955a6d026efe864');
INSERT INTO public.entry VALUES (2, 45, 1, '\x8b7882374ec04034884748a43c7a363e', '\x898834ec6e444ddb840bcedd3f36b699', 2, NULL, 1, 4, 'I0', 3, 'id', false, 1794793082000, 1794793200000, 20261116, '', 3, NULL, NULL, '', '\x68da8d61dd5bb163ce97e958227058e1461dd829a10f90aabf245becd46c6931');
INSERT INTO public.entry VALUES (2, 46, 1, '\x23f38101a818403da22e19a82e9f2ddc', '\x898834ec6e444ddb840bcedd3f36b699', 2, NULL, 1, 2, 'U4', 4, 'id', false, 1794793090000, 1794793200000, 20261116, '', 3, NULL, NULL, '', '\x410cba3968049e676eacaec3ab609be20ada5dda0d3977fe64ee373e847ef2f8');
INSERT INTO public.entry VALUES (2, 47, 1, '\x91e31714646744edae9f4f6c9ad62597', '\x898834ec6e444ddb840bcedd3f36b699', 2, NULL, 1, 2, 'K4', 3, 'id', false, 1794793104000, 1794793200000, 20261116, '', 3, NULL, NULL, '', '\xa435e4f0a3900adecfdc6754b921d753dca021dbee53ccf545859d5727590551');
INSERT INTO public.entry VALUES (2, 48, 1, '\xf2d85a2eea4145f690e11d85503efb44', '\x619b1171736e4292989570c47748b441', 1, NULL, 1, 4, 'S0', 3, 'id', false, 1794877380000, 1794877500000, 20261117, '', 3, NULL, NULL, '', '\x499fc1050431b2a33d6a2c554c97dd5db1c94c1f2240e5896683148e8abd8ec3');
INSERT INTO public.entry VALUES (2, 49, 1, '\x7733d645620641068bd01aac42090676', '\x619b1171736e4292989570c47748b441', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1794877382000, 1794877500000, 20261117, '', 3, NULL, NULL, '', '\xcea8761eb40a5ca56178a49b4780cf7b674d782a32cee8ec1e3e38f02bc7e8e9');
INSERT INTO public.entry VALUES (2, 50, 1, '\xe6df7d3a3f0a4c068a8216195f054317', '\x619b1171736e4292989570c47748b441', 1, NULL, 1, 2, 'U2', 1, 'id', false, 1794877386000, 1794877500000, 20261117, '', 3, NULL, NULL, '', '\x11e3f0cbe9fd4bbe8012920778e7c04bcc31ee87e8ab2d5c5039c7e7c0ef4360');
INSERT INTO public.entry VALUES (2, 51, 1, '\x23724f10d0d24a7fae694e311ae7c1ae', '\x619b1171736e4292989570c47748b441', 1, NULL, 1, 2, 'K2', 4, 'id', false, 1794877400000, 1794877500000, 20261117, '', 3, NULL, NULL, '', '\xe16e11997e9b20f671bc4ce56291df9cc34173ae9ab30dc71ea07bf043263e2e');
INSERT INTO public.entry VALUES (2, 52, 1, '\xe6f54a01b20540fdb9fc1bb910715048', '\xa05be72b6ec74d57a9c8c187c285785e', 1, 1, 3, 4, 'S0', 3, 'id', false, 1794877560000, 1794877680000, 20261117, '', 3, NULL, NULL, '', '\x1143da4cb418bc3f6110709dfb0cc2ed2bacfc33fbf3cb4c2242b01abe0d258c');
INSERT INTO public.entry VALUES (2, 53, 1, '\x5cceb8109f984c3a932c1eb52512cfe5', '\xa05be72b6ec74d57a9c8c187c285785e', 1, 1, 3, 4, 'I0', 3, 'id', false, 1794877562000, 1794877680000, 20261117, '', 3, NULL, NULL, '', '\x52a43deb9c1a6102e236a870a5644051097c96aedb1e8e22de61e0ea628a3798');
INSERT INTO public.entry VALUES (2, 54, 1, '\x86e937d5f4ca4d1386f9db75c348c8c0', '\xa05be72b6ec74d57a9c8c187c285785e', 1, 1, 3, 2, 'U3', 2, 'id', false, 1794877568000, 1794877680000, 20261117, '', 3, NULL, NULL, '', '\x01dee7a7fa6a76bb36a10b682bcfe156226024860d62013fe6a999e4d79764aa');
INSERT INTO public.entry VALUES (2, 55, 1, '\xe7d7dbb915ff48468997e04a5878d0b4', '\xa05be72b6ec74d57a9c8c187c285785e', 1, 1, 3, 2, 'K3', 1, 'id', false, 1794877582000, 1794877680000, 20261117, '', 3, NULL, NULL, '', '\xc750f090ecab7e95362a3065d9d0b573eb315ed24723fd6e98d094d867e764a2');
INSERT INTO public.entry VALUES (2, 56, 1, '\x4947fdd235c14418abdfbcc3a932987a', '\x683c446102d74d12b21f5c92c7c6a15c', 1, NULL, 3, 4, 'S0', 2, 'id', false, 1794877740000, 1794877860000, 20261117, '', 3, NULL, NULL, '', '\xccc7994b618348d38b7f6be23dd0a8d5267f7c78e2476b9913502b18ee898c2f');
INSERT INTO public.entry VALUES (2, 57, 1, '\x22e57bb7461e4e86951dabc510da6289', '\x683c446102d74d12b21f5c92c7c6a15c', 1, NULL, 3, 4, 'S0', 2, 'id', false, 1794877800000, 1794877860000, 20261117, '', 3, NULL, NULL, '', '\x25129c83b705d34d11ee4f5cbf52bae2336a1f3b5985e92e56e47d6eb7e8d4f6');
INSERT INTO public.entry VALUES (2, 58, 1, '\xc8bd95fdcad8400fa6228064debebd3d', '\xdd425d4bb2d64306a82bb15444c913b0', 1, 1, 1, 4, 'S0', 2, 'id', false, 1794877980000, 1794878100000, 20261117, 'assisted', 3, NULL, NULL, '', '\x65e027e16b68e75b960f49e15dbf04dde9452bef36b12f1c0a8893d72e99d10a');
INSERT INTO public.entry VALUES (2, 59, 1, '\x80eef0b93dba48bfa5c287dba2d0a71a', '\xdd425d4bb2d64306a82bb15444c913b0', 1, 1, 1, 4, 'I0', 1, 'id', false, 1794877982000, 1794878100000, 20261117, '', 3, NULL, NULL, '', '\x28b1a8234bb3b97fc9fb9ebc9ca2b1946a591baf484d44f45e2d4f921d9dbff9');
INSERT INTO public.entry VALUES (2, 60, 1, '\xf30efd627ce543f0bd9437cbf760767c', '\xdd425d4bb2d64306a82bb15444c913b0', 1, 1, 1, 2, 'U5', 1, 'id', false, 1794877992000, 1794878100000, 20261117, '', 3, NULL, NULL, '', '\x9e7e7c61748f27b6bc9c5ce6b765ad7bb0286be1d5b831294f73b10f6aaa65b4');
INSERT INTO public.entry VALUES (2, 61, 1, '\x0500aa2a52ae4168a29c38bfd2916a58', '\xdd425d4bb2d64306a82bb15444c913b0', 1, 1, 1, 2, 'K5', 3, 'id', false, 1794878006000, 1794878100000, 20261117, '', 3, NULL, NULL, '', '\x9ae4419cb8117eb902c41592f9fd66cc8be2d46c8599b4e04c673bd6613feba2');
INSERT INTO public.entry VALUES (2, 62, 1, '\x80502d1070b4422db97e929e469846c8', '\x03317d7117604c258887e7289a8e71dd', 1, NULL, 3, 4, 'S0', 3, 'id', false, 1794878160000, 1794878280000, 20261117, '', 3, NULL, NULL, '', '\x13bbe0a330c6a2b7ca205e4a81cad94846836c9e47ad89634e26aafe81bbdc49');
INSERT INTO public.entry VALUES (2, 63, 1, '\xd21cb3aa28f44835b314a9b1b9dd4830', '\x68a8054c7dbf41a88971b6e53fefc5c1', 1, 1, 1, 4, 'S0', 4, 'id', false, 1794878340000, 1794878460000, 20261117, '', 3, NULL, NULL, '', '\x23c6c0177ebe2b9e91fc4dc8b82408840f027b9c755daccca965d5d75eaffd9b');
INSERT INTO public.entry VALUES (2, 64, 1, '\x446edd1241df44538f35966c0b72f041', '\x68a8054c7dbf41a88971b6e53fefc5c1', 1, 1, 1, 4, 'I0', 4, 'id', false, 1794878342000, 1794878460000, 20261117, '', 3, NULL, NULL, '', '\x00663b3975a340c56251705e37eedfb488d2f553ba823490f3548b22632eec24');
INSERT INTO public.entry VALUES (2, 65, 1, '\xa390c5c31ec3419490312bb931017296', '\x68a8054c7dbf41a88971b6e53fefc5c1', 1, 1, 1, 2, 'U7', 1, 'id', false, 1794878356000, 1794878460000, 20261117, '', 3, NULL, NULL, '', '\xca43eb21d6b3078291c230b304234d72ab69a1926cec1a4897f2f752c63cb629');
INSERT INTO public.entry VALUES (2, 66, 1, '\x154f15e0299b4001bc8ff7cb122cfd31', '\x68a8054c7dbf41a88971b6e53fefc5c1', 1, 1, 1, 2, 'K2', 4, 'id', false, 1794878360000, 1794878460000, 20261117, '', 3, NULL, NULL, '', '\x33371706005ef4ca27042ccd3d2b157a98a4a5cbea639a707e8e37d50aa4e763');
INSERT INTO public.entry VALUES (2, 67, 1, '\x02ab1ac1ba3b4a4c96a55c367fd7adf5', '\xa080dbe4837445bd9fe8f255fb175c33', 1, NULL, 1, 4, 'S0', 3, 'id', false, 1794878520000, 1794878640000, 20261117, '', 3, NULL, NULL, '', '\x1c65a5287dbd4fe8dafe359e12cb4358bbd49e08fe7af938e2850ef76611da2f');
INSERT INTO public.entry VALUES (2, 68, 1, '\x2854ac3eec564a27adc915cc423ca7b9', '\xa080dbe4837445bd9fe8f255fb175c33', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1794878522000, 1794878640000, 20261117, '', 3, NULL, NULL, '', '\x6845eea88d2a7d49808dc70f89221c95beb71e27831fb07f980a27d2062c2f8d');
INSERT INTO public.entry VALUES (2, 69, 1, '\x20f1136f10ec4258ac5d6fe095365b74', '\xa080dbe4837445bd9fe8f255fb175c33', 1, NULL, 1, 2, 'U1', 3, 'id', false, 1794878524000, 1794878640000, 20261117, '', 3, NULL, NULL, '', '\x01f87ab457bdcb328ed1ec4c853a842c817d26e9883d0cd11a92c6cd7f8472d5');
INSERT INTO public.entry VALUES (2, 70, 1, '\x996a3613f6214108919308a54074c76e', '\xa080dbe4837445bd9fe8f255fb175c33', 1, NULL, 1, 2, 'K3', 1, 'id', false, 1794878542000, 1794878640000, 20261117, '', 3, NULL, NULL, '', '\x414c1b14ba4dfc07f55389e5a62ab72a7f94e76364bac9a4bf6c15afab0ed516');
INSERT INTO public.entry VALUES (2, 71, 1, '\x44e0f8785c1f4125b15aee5c6b8ed3d8', '\x5acdf4c098e447d9b043e7c276600b92', 1, 1, 3, 4, 'S0', 4, 'id', false, 1794878700000, 1794878820000, 20261117, '', 3, NULL, NULL, '', '\xd9bee9f46217eac8b9a854c8c1d3cb60fe3ad92c21c0ced3e6c36c157d04a1c3');
INSERT INTO public.entry VALUES (2, 72, 1, '\x8389612916664ff4bec2a19b8290cf92', '\x1b347971ca2d44c79b8c8e5fbc41c0fa', 2, NULL, 1, 4, 'S0', 3, 'id', false, 1794878880000, 1794879000000, 20261117, '', 3, NULL, NULL, '', '\x6009df9653a0ed0adc233fdf90f024d763111769f1897872d01ad0d3e4825f72');
INSERT INTO public.entry VALUES (2, 73, 1, '\xeb2757d51a5f484dbfb95cd547c7a7c2', '\xdea5fe22babf496b9b778af3153d33a2', 2, NULL, 3, 4, 'S0', 1, 'id', false, 1794879060000, 1794879180000, 20261117, '', 3, NULL, NULL, '', '\xa0d8007000994aa8f04ae4511c2869680c809b3a00d427dd1b19d532b2260f09');
INSERT INTO public.entry VALUES (2, 74, 1, '\xb9a63670d140475abf877c7eac9fa7d4', '\xdea5fe22babf496b9b778af3153d33a2', 2, NULL, 3, 4, 'I0', 4, 'id', false, 1794879062000, 1794879180000, 20261117, '', 3, NULL, NULL, '', '\xed6a3741391e8180b4c6026c9eb6744fc361fc41772454e7828509e808ac1c0c');
INSERT INTO public.entry VALUES (2, 75, 1, '\x9476973ce89541ec87a7779041d8151b', '\xdea5fe22babf496b9b778af3153d33a2', 2, NULL, 3, 2, 'U3', 3, 'id', false, 1794879068000, 1794879180000, 20261117, '', 3, NULL, NULL, '', '\x010c9c335bdc0a388ed181bcdd67d0886e53b3a9c7c1891c355dd3d11db42df3');
INSERT INTO public.entry VALUES (2, 76, 1, '\x69c940f82d0f4160b5840923723bc423', '\xdea5fe22babf496b9b778af3153d33a2', 2, NULL, 3, 2, 'K3', 4, 'id', false, 1794879082000, 1794879180000, 20261117, '', 3, NULL, NULL, '', '\xd93db3a96c64e9f7ede43f622f40fa211e0f746c347a75d09b7d31fb3286a42d');
INSERT INTO public.entry VALUES (2, 77, 1, '\x6d1ebf88ae6f4d9a8ead1cb30c9c3ca4', '\x6b5b98d9d41442c6a55544fdcc0b349e', 2, NULL, 1, 4, 'S0', 2, 'id', false, 1794879240000, 1794879360000, 20261117, '', 3, NULL, NULL, '', '\x0b2d41c8513f5222a4a9a713a743f68d392e1e8ad8c3e48578afd2e09eb81f4f');
INSERT INTO public.entry VALUES (2, 78, 1, '\x7b06900984f04ad5929120ac32f3bae2', '\x6b5b98d9d41442c6a55544fdcc0b349e', 2, NULL, 1, 4, 'S0', 2, 'id', false, 1794879300000, 1794879360000, 20261117, '', 3, NULL, NULL, '', '\x974d55211b4812ce98823b85b08a0c684a7266b7e6bfe4f35b48a9f0c23c6eb1');
INSERT INTO public.entry VALUES (2, 79, 1, '\xb765a2518e634080b14c13a018638904', '\xbad7b36cb50045028c06e51e592b37e1', 2, NULL, 3, 4, 'S0', 4, 'id', false, 1794879480000, 1794879600000, 20261117, 'assisted', 3, NULL, NULL, '', '\x979f62f6844aeb016bb62154ddafdef679bd8da8ae52d9128e5e7fef4dc6c975');
INSERT INTO public.entry VALUES (2, 80, 1, '\xe9882db97bfb4838a55a4d74e0c8366b', '\xbad7b36cb50045028c06e51e592b37e1', 2, NULL, 3, 4, 'I0', 4, 'id', false, 1794879482000, 1794879600000, 20261117, '', 3, NULL, NULL, '', '\x28a2d9c599f9e54f21b73822df3a85f118ec64389f0b3112935587fd311c94ed');
INSERT INTO public.entry VALUES (2, 81, 1, '\xe57fea94e76f4e0b819431205db51cfd', '\xbad7b36cb50045028c06e51e592b37e1', 2, NULL, 3, 2, 'U5', 1, 'id', false, 1794879492000, 1794879600000, 20261117, '', 3, NULL, NULL, '', '\x9a6f364bc201e7b6d532832407d9f28a4879d2ed0a40f59876e18be0b5f81ad4');
INSERT INTO public.entry VALUES (2, 82, 1, '\xac5ac1b9ee3d4cdb83c73981e792212d', '\xbad7b36cb50045028c06e51e592b37e1', 2, NULL, 3, 2, 'K5', 2, 'id', false, 1794879506000, 1794879600000, 20261117, '', 3, NULL, NULL, '', '\x0695db05695489d96df3cd008ace8d80d9eaf5dee5547a6a254559058983d250');
INSERT INTO public.entry VALUES (3, 1, 1, '\x0fdb0676b52a4fe3ba5e28235dc5bf8c', '\x9ee784f1d84345438a570d8e58dc09f4', 3, NULL, 3, 4, 'S0', 4, 'id', false, 1794879660000, 1794879780000, 20261117, '', 3, NULL, NULL, '', '\x21e13ea6d863558c58e0e2e3ea8f9bccc78c6bd7b8b5fbeedb061e91004b4baf');
INSERT INTO public.entry VALUES (3, 2, 1, '\xca17182b8ffb437a9e7ead88bd43a4a6', '\xe4e2a89ec6344b07ba060cc8038dd6d6', 3, NULL, 1, 4, 'S0', 2, 'id', false, 1794879840000, 1794879960000, 20261117, '', 3, NULL, NULL, '', '\x93fe9e5563492514da955f6775620310403f9da6b8a43eb0a81368a4a002e088');
INSERT INTO public.entry VALUES (3, 3, 1, '\x430fdc35a9cf44ad87da45a82466df7b', '\xe4e2a89ec6344b07ba060cc8038dd6d6', 3, NULL, 1, 4, 'I0', 3, 'id', false, 1794879842000, 1794879960000, 20261117, '', 3, NULL, NULL, '', '\xf3daae5a7e181f5cdbf927a2b4d9cda6fb942964930fa0d772b0338939dfe3cc');
INSERT INTO public.entry VALUES (3, 4, 1, '\x8168d9eb8713434ca9577b200dcdf614', '\xe4e2a89ec6344b07ba060cc8038dd6d6', 3, NULL, 1, 2, 'U3', 3, 'id', false, 1794879848000, 1794879960000, 20261117, '', 3, NULL, NULL, '', '\x78726b976da8587a690ddef1f72300f8c71e63adcf655bc2c55984f9c731b121');
INSERT INTO public.entry VALUES (3, 5, 1, '\x656590256553407eb6685fba93dfedc0', '\xe4e2a89ec6344b07ba060cc8038dd6d6', 3, NULL, 1, 2, 'K3', 1, 'id', false, 1794879862000, 1794879960000, 20261117, '', 3, NULL, NULL, '', '\xe59b737994d4af7826ee18cf62c9a556af6fcaf4b2a440cad2af7e065ec24fb3');
INSERT INTO public.entry VALUES (3, 6, 1, '\x4be7125f22f2425f885330b54b4efa97', '\x87ad5d65888d4dc5b4057df742e24c11', 3, NULL, 1, 4, 'S0', 2, 'id', false, 1794880020000, 1794880140000, 20261117, '', 3, NULL, NULL, '', '\x05b5321aa95eb9cbd08cd85037b0ad0de571bfe8121e9fe7f29dd3d075f58678');
INSERT INTO public.entry VALUES (3, 7, 1, '\xd1a5f3195368420e89dddf56ffd24bc9', '\x87ad5d65888d4dc5b4057df742e24c11', 3, NULL, 1, 4, 'I0', 2, 'id', false, 1794880022000, 1794880140000, 20261117, '', 3, NULL, NULL, '', '\x7c5cf8ce2f128f3e3303716018932e59e46198df35cb0041e9d8c93ea55083fe');
INSERT INTO public.entry VALUES (3, 8, 1, '\x65d54b8ccde5482e97208ea1d5efb0ca', '\x87ad5d65888d4dc5b4057df742e24c11', 3, NULL, 1, 2, 'U4', 2, 'id', false, 1794880030000, 1794880140000, 20261117, '', 3, NULL, NULL, '', '\x402583220bd4e13be353aa14e467386284f0b5d761cd615fbd3598859fdaffd1');
INSERT INTO public.entry VALUES (3, 9, 1, '\xde59d115895a4cf4a399d7c11985daf2', '\x87ad5d65888d4dc5b4057df742e24c11', 3, NULL, 1, 2, 'K4', 2, 'id', false, 1794880044000, 1794880140000, 20261117, '', 3, NULL, NULL, '', '\x6cf261b79284a183b63e5ef7662f8afcf5c8b399b78eb3d16ba5aca6e570d8b0');
INSERT INTO public.entry VALUES (3, 10, 1, '\x87510b1f073a4e5b8332fa38ed1e19fb', '\x87ad5d65888d4dc5b4057df742e24c11', 3, NULL, 1, 4, 'S0', 2, 'id', false, 1794880080000, 1794880140000, 20261117, '', 3, NULL, NULL, '', '\x83b7d7225d4360dec20984f442829cbab063af9eff8fc828a4d5bc373a2cf598');
INSERT INTO public.entry VALUES (2, 83, 1, '\xfaca510e56e94e7a93224986ca488b0f', '\xa9a1931e5b35412c84127944ec9aa409', 1, NULL, 5, 4, 'S0', 4, 'id', false, 1794880080000, 1794880080000, 20261117, '', 3, NULL, NULL, '', '\x3e64208e881d943d946d31e160a2afd2ede7ca8b4207a167afe335afdc86024e');
INSERT INTO public.entry VALUES (2, 84, 1, '\xbc39a06121b742f7b5c86bab4afafd1c', '\x5e2d5c5dcc1b44858647c4a30aec57b5', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1794963780000, 1794963900000, 20261118, '', 3, NULL, NULL, '', '\x401cadc4caf4e78c45935d9ce3023928cd7b1914c9660951a409aab0c9f16313');
INSERT INTO public.entry VALUES (2, 85, 1, '\x807bb1ed95d045df864cc795797b8b5f', '\x1994fc097ae041d58bf6cddb7d4705f9', 1, 1, 1, 4, 'S0', 4, 'id', false, 1794963960000, 1794964080000, 20261118, '', 3, NULL, NULL, '', '\xdc3c1c4de55654010994fc2bea04e075583caaa4d4a1bd096d7e7bd64eb90d94');
INSERT INTO public.entry VALUES (2, 86, 1, '\x8cedb1b1b9e64da88f04ee3eef099b9d', '\x1994fc097ae041d58bf6cddb7d4705f9', 1, 1, 1, 4, 'I0', 1, 'id', false, 1794963962000, 1794964080000, 20261118, '', 3, NULL, NULL, '', '\x4cc29336760429f3e3d1cee4b4caca778f5c74e715665e5e9d6adaef880cb82d');
INSERT INTO public.entry VALUES (2, 87, 1, '\x3f0ef5a66de54d4f9d3176c3cda5db0f', '\x1994fc097ae041d58bf6cddb7d4705f9', 1, 1, 1, 2, 'U4', 3, 'id', false, 1794963970000, 1794964080000, 20261118, '', 3, NULL, NULL, '', '\xe2232f182c4b6416be3550153b54f4b042ac4fb89b29cd226016e8f9494de3a7');
INSERT INTO public.entry VALUES (2, 88, 1, '\x3e12bb02b24b47af9fd15bb121194418', '\x1994fc097ae041d58bf6cddb7d4705f9', 1, 1, 1, 2, 'K4', 3, 'id', false, 1794963984000, 1794964080000, 20261118, '', 3, NULL, NULL, '', '\xb66a68e717327e1228c6b8b7a3b6d871864f16f049704b38da46556135889e77');
INSERT INTO public.entry VALUES (2, 89, 1, '\x41217e1c329d401ca5ec2657b6f220c9', '\xd8b68adcc0c345e19fdcc8eef0d9343e', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1794964140000, 1794964260000, 20261118, '', 3, NULL, NULL, '', '\x703cf05ca893338dd89828088a08e9ff7be51db266c04002e8dc7fd41d795957');
INSERT INTO public.entry VALUES (2, 90, 1, '\xa594349cf5524c2989bdbce35e5e66d8', '\xd8b68adcc0c345e19fdcc8eef0d9343e', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1794964200000, 1794964260000, 20261118, '', 3, NULL, NULL, '', '\x716f32dc6995973b4ca789f1cfc9ae3c544fe4b6ba9c7533d6e8e2b4f6a6e28f');
INSERT INTO public.entry VALUES (2, 91, 1, '\x0fc8408c397d42ab8d78eaf103d360f9', '\xff4decf0a7f748a4ac4ea87f8e1349d8', 1, 1, 1, 4, 'S0', 1, 'id', false, 1794964380000, 1794964500000, 20261118, 'assisted', 3, NULL, NULL, '', '\x3f0cb3f16258e3cb850f3d35cefbb4df6aa058bcddcdbcc3c1e07e4b27c0669e');
INSERT INTO public.entry VALUES (2, 92, 1, '\xa19eb87ecd564fd1b4d53b1ed680899b', '\xff4decf0a7f748a4ac4ea87f8e1349d8', 1, 1, 1, 4, 'I0', 3, 'id', false, 1794964382000, 1794964500000, 20261118, '', 3, NULL, NULL, '', '\xc7fd0c577be85d14d5aa4bfc79572ef8489b8e57d35fd10b7ac9f2d82bc6a68a');
INSERT INTO public.entry VALUES (2, 93, 1, '\xc2a960c43a114a88b52d105472c476b9', '\xff4decf0a7f748a4ac4ea87f8e1349d8', 1, 1, 1, 2, 'U6', 2, 'id', false, 1794964394000, 1794964500000, 20261118, '', 3, NULL, NULL, '', '\x1e321cef673c281413498772c5ee5c79f2f57cef2e5db7948a7fc94dba228cf8');
INSERT INTO public.entry VALUES (2, 94, 1, '\xfbc37e9befc54deaa97b19349fc12980', '\xff4decf0a7f748a4ac4ea87f8e1349d8', 1, 1, 1, 2, 'K1', 3, 'id', false, 1794964398000, 1794964500000, 20261118, '', 3, NULL, NULL, '', '\xf26ca9ffb3f4ebb6c339b6738fb150ec9f5210e7a3d54d637cb2e12130e4ac67');
INSERT INTO public.entry VALUES (2, 95, 1, '\x4aaecacd8de545b0861c1f10b6993129', '\x842d03fdd45b44f0b2acbd0dc25a984b', 1, NULL, 1, 4, 'S0', 4, 'id', false, 1794964560000, 1794964680000, 20261118, '', 3, NULL, NULL, '', '\x03f214b18fd9fe0a6f822eccb931e73dfee0406ff0711d1d5adaba2fef6493c4');
INSERT INTO public.entry VALUES (2, 96, 1, '\x793377c902ab403bb9c9d5efa628451f', '\x842d03fdd45b44f0b2acbd0dc25a984b', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1794964562000, 1794964680000, 20261118, '', 3, NULL, NULL, '', '\x5a065df0a8fe164a2a7c48df45302f6e1d36a4e93981e46c9f344732dc9a157e');
INSERT INTO public.entry VALUES (2, 97, 1, '\x52a756b3a0734c5e9be971b1d5d9673f', '\x842d03fdd45b44f0b2acbd0dc25a984b', 1, NULL, 1, 2, 'U7', 1, 'id', false, 1794964576000, 1794964680000, 20261118, '', 3, NULL, NULL, '', '\x2ee47637527471702cde30c5c002b2ee093034dbcf6c6ac19648ccb61bb13b6e');
INSERT INTO public.entry VALUES (2, 98, 1, '\x5e73329a6aac422e83089f04f24d0c6e', '\x842d03fdd45b44f0b2acbd0dc25a984b', 1, NULL, 1, 2, 'K2', 1, 'id', false, 1794964580000, 1794964680000, 20261118, '', 3, NULL, NULL, '', '\xd9f2c7c6dba5523c687866cb494913c56b18e945f5080c1a72a701e71798fa02');
INSERT INTO public.entry VALUES (2, 99, 1, '\x93b97eb5c7c54abf98da95948831eedb', '\xb0a157fca6bb46dfb562a9a59c9aae8e', 1, 1, 1, 4, 'S0', 3, 'id', false, 1794964740000, 1794964860000, 20261118, '', 3, NULL, NULL, '', '\xfec0fdd5cffecf435fd185d89627ddb985e59f0ddfcf9ebf5edc4f645cc7a3d4');
INSERT INTO public.entry VALUES (2, 100, 1, '\x05d6f962b1fd4e398b93691bfb4b2acb', '\xb0a157fca6bb46dfb562a9a59c9aae8e', 1, 1, 1, 4, 'I0', 3, 'id', false, 1794964742000, 1794964860000, 20261118, '', 3, NULL, NULL, '', '\xeac789c89d9762e849a780e4e78cb2985f748b4b1a37ad110015cb3336d75c9d');
INSERT INTO public.entry VALUES (2, 101, 1, '\x68262a63696c421ab4ffe5d145d98619', '\xb0a157fca6bb46dfb562a9a59c9aae8e', 1, 1, 1, 2, 'U1', 4, 'id', false, 1794964744000, 1794964860000, 20261118, '', 3, NULL, NULL, '', '\x64a4d63c5c397c13e1bae35f5dfd640645f84cab55e9d2a9640b1bdd34877ce5');
INSERT INTO public.entry VALUES (2, 102, 1, '\x7c7bdd84019e412399cf243c62df8259', '\xb0a157fca6bb46dfb562a9a59c9aae8e', 1, 1, 1, 2, 'K3', 3, 'id', false, 1794964762000, 1794964860000, 20261118, '', 3, NULL, NULL, '', '\xf0abf7a62f90489f51c290f067d8517d45ef3624c083ce954034a6594149e10f');
INSERT INTO public.entry VALUES (2, 103, 1, '\xc51639045505414d9add9ceec1b7f260', '\x41bff2679242422e8f6e75001fcad6dd', 1, NULL, 1, 4, 'S0', 1, 'id', false, 1794964920000, 1794965040000, 20261118, '', 3, NULL, NULL, '', '\x88255ed658ad9bbae4076d4e291142519c51da170b770e8ff62def276014c9d7');
INSERT INTO public.entry VALUES (2, 104, 1, '\x02620a6931bd43e7a5e2096ac3a76680', '\x41bff2679242422e8f6e75001fcad6dd', 1, NULL, 1, 4, 'I0', 1, 'id', false, 1794964922000, 1794965040000, 20261118, '', 3, NULL, NULL, '', '\x27bcce84a940c57008ccac043a6dcf680c77be2a6558304fb8c5f815ba575a18');
INSERT INTO public.entry VALUES (2, 105, 1, '\x043d1257045c44a58eec90623b3bc54a', '\x41bff2679242422e8f6e75001fcad6dd', 1, NULL, 1, 2, 'U2', 4, 'id', false, 1794964926000, 1794965040000, 20261118, '', 3, NULL, NULL, '', '\x439792df9cb9207ace4c12327a64683f6b01f85160cdce089b9650057c76a7a5');
INSERT INTO public.entry VALUES (2, 106, 1, '\x76be3612e6bb433baff0da9e90d94846', '\x41bff2679242422e8f6e75001fcad6dd', 1, NULL, 1, 2, 'K4', 3, 'id', false, 1794964944000, 1794965040000, 20261118, '', 3, NULL, NULL, '', '\x977ba37fffc90915712181a5df8da933607bc279b6cd944eab1b62dd1a907a3f');
INSERT INTO public.entry VALUES (2, 107, 1, '\x6bae6010f6e54aaf871abd8ae92a5dd9', '\x4f9b0dbfdea74b8ea614471afe8627ad', 1, 1, 1, 4, 'S0', 4, 'id', false, 1794965100000, 1794965220000, 20261118, '', 3, NULL, NULL, '', '\x4cd5270d187b95d4fd6724fafccb687c81eb4592b65210ed70e7191273cab022');
INSERT INTO public.entry VALUES (2, 108, 1, '\x32a9f098c050480d8b8183e088fccc0b', '\x4f9b0dbfdea74b8ea614471afe8627ad', 1, 1, 1, 4, 'I0', 4, 'id', false, 1794965102000, 1794965220000, 20261118, '', 3, NULL, NULL, '', '\xc6201ef97147f252a41710da7f87521228656fddd53cc7b76cdb5840b14f129f');
INSERT INTO public.entry VALUES (2, 109, 1, '\xd4a3cedc2d29471db38f01e223cc955d', '\x4f9b0dbfdea74b8ea614471afe8627ad', 1, 1, 1, 2, 'U3', 4, 'id', false, 1794965108000, 1794965220000, 20261118, '', 3, NULL, NULL, '', '\xece2bd1987e627f43b8f24ff48244ad4a887ed6dd17199772abb80fb8f083824');
INSERT INTO public.entry VALUES (2, 110, 1, '\x71504524b9b945138506c331432f029b', '\x4f9b0dbfdea74b8ea614471afe8627ad', 1, 1, 1, 2, 'K5', 1, 'id', false, 1794965126000, 1794965220000, 20261118, '', 3, NULL, NULL, '', '\x99264900d454ddaa699298f6bb5432bb40135ed0f909f33424bd4357fcf0e413');
INSERT INTO public.entry VALUES (2, 111, 1, '\x49fefd3100b84c84a3ea7adfe1a40f86', '\x9ce13a93864941a3a9657bc611ef3850', 2, NULL, 3, 4, 'S0', 1, 'id', false, 1794965280000, 1794965400000, 20261118, '', 3, NULL, NULL, '', '\xdd7f5f6a4b2be126f3c6607d8b645d2b6173fad5d149aae07eb6efed0fcd5326');
INSERT INTO public.entry VALUES (2, 112, 1, '\x785de3286bae41d4808ddb754bc7c0c2', '\x9ce13a93864941a3a9657bc611ef3850', 2, NULL, 3, 4, 'I0', 2, 'id', false, 1794965282000, 1794965400000, 20261118, '', 3, NULL, NULL, '', '\x971abe24e0aa56a94b3ab0aeb5f33ba4a26065f68b5b84655ce08252bd337586');
INSERT INTO public.entry VALUES (2, 113, 1, '\x8abd34f6164741ee906c1e35f18c4a83', '\x9ce13a93864941a3a9657bc611ef3850', 2, NULL, 3, 2, 'U3', 3, 'id', false, 1794965288000, 1794965400000, 20261118, '', 3, NULL, NULL, '', '\xa1eab6ec048a6acadb3957e705cc9a06f6530c4d219586199800a711308026ed');
INSERT INTO public.entry VALUES (2, 114, 1, '\x3ed289c4934f4f1f93fffebb1923d51f', '\x9ce13a93864941a3a9657bc611ef3850', 2, NULL, 3, 2, 'K3', 3, 'id', false, 1794965302000, 1794965400000, 20261118, '', 3, NULL, NULL, '', '\x396927a6041155dd331afcdba2a659cb7b68008369595363fa4b69dfc992cfd0');
INSERT INTO public.entry VALUES (2, 115, 1, '\xd98e95b0b02d4c7ea5fe5809481c4f3d', '\x461387771c4d4e16a45e0557bd2953ac', 2, NULL, 1, 4, 'S0', 1, 'id', false, 1794965460000, 1794965580000, 20261118, '', 3, NULL, NULL, '', '\x08aa6b30359639679f0d3f2efedd6f78157278ce013e52d1769183377e2915da');
INSERT INTO public.entry VALUES (2, 116, 1, '\x0cc52dede09e4f96bd939ea425dc2612', '\xa725181d0c5549899818df1bda0b3288', 2, NULL, 3, 4, 'S0', 2, 'id', false, 1794965640000, 1794965760000, 20261118, '', 3, NULL, NULL, '', '\x6ba5ca2b9c79f6bac7c11da96084ffc7527c2f4c7bbb4e5b8e687db9f37d5f6d');
INSERT INTO public.entry VALUES (2, 117, 1, '\x9266b90e300045bcaa6dea48ff35f80f', '\xa725181d0c5549899818df1bda0b3288', 2, NULL, 3, 4, 'I0', 4, 'id', false, 1794965642000, 1794965760000, 20261118, '', 3, NULL, NULL, '', '\x09428cefd27637dfc100ba498daf854f812df721f49944dc586b4069cf9913f7');
INSERT INTO public.entry VALUES (2, 118, 1, '\x52b3dd2e9e544a439d82fcb19fe0d258', '\xa725181d0c5549899818df1bda0b3288', 2, NULL, 3, 2, 'U5', 3, 'id', false, 1794965652000, 1794965760000, 20261118, '', 3, NULL, NULL, '', '\xa59bf9213c32b4c415a38f60c07d221f638c6dd5c746bb58f702b2470ac9f80f');
INSERT INTO public.entry VALUES (2, 119, 1, '\x1d333897e95c489b89c3200aab9b4457', '\xa725181d0c5549899818df1bda0b3288', 2, NULL, 3, 2, 'K5', 4, 'id', false, 1794965666000, 1794965760000, 20261118, '', 3, NULL, NULL, '', '\x5501cf8158445be06515403658b8069c7f1db5896c87e2a6f18b0b43379bdf66');
INSERT INTO public.entry VALUES (2, 120, 1, '\x9aebf44ca0ec476b8c09e48d43033711', '\xa725181d0c5549899818df1bda0b3288', 2, NULL, 3, 4, 'S0', 2, 'id', false, 1794965700000, 1794965760000, 20261118, '', 3, NULL, NULL, '', '\x0e601a83304f160a091a3b2a9b64a74f2cb24fe0dfbd4c6bbe688b3e03badc8e');
INSERT INTO public.entry VALUES (2, 121, 1, '\x15da64e7afe341b997d2fbded85c6617', '\x9fdce4d323c04fd0b318e00db36698be', 2, NULL, 3, 4, 'S0', 3, 'id', false, 1794965880000, 1794966000000, 20261118, 'assisted', 3, NULL, NULL, '', '\x4e57ec2d9758ac295d8f927aa6b8a4bcccd06c0b4a0e5a1f0d1196d45094971e');
INSERT INTO public.entry VALUES (2, 122, 1, '\x48f13d47af5345b986676e79406a2d9f', '\x925c58bdc9fc45eabe9e315acacff613', 1, NULL, 1, 4, 'S0', 1, 'id', false, 1795050180000, 1795050300000, 20261119, '', 3, NULL, NULL, '', '\xf68c3a0798e0b155ebb26371eb4757db5e0169e4755b16f77e740bc80cc6a63e');
INSERT INTO public.entry VALUES (2, 123, 1, '\xacbcb43fe5b24b55afe7f6ae22de463c', '\x925c58bdc9fc45eabe9e315acacff613', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1795050182000, 1795050300000, 20261119, '', 3, NULL, NULL, '', '\x4f6aa2e0c7677ffe745e82cb2d84573f75b503be8a53b1b1699ab5d567abbc18');
INSERT INTO public.entry VALUES (2, 124, 1, '\xafbd2cc050094050a0addae9ff399a93', '\x925c58bdc9fc45eabe9e315acacff613', 1, NULL, 1, 2, 'U4', 2, 'id', false, 1795050190000, 1795050300000, 20261119, '', 3, NULL, NULL, '', '\x6d1f9a0f66928cafaaa45428ed7149a5853c3a7bb2a56949375d6efe4ae867bc');
INSERT INTO public.entry VALUES (2, 125, 1, '\x0ab39828420545b880ce483866bac4a2', '\x925c58bdc9fc45eabe9e315acacff613', 1, NULL, 1, 2, 'K4', 4, 'id', false, 1795050204000, 1795050300000, 20261119, '', 3, NULL, NULL, '', '\x4b7d26545e0ea6f6cfe97ca9920c2d393b3ce305d5a19ab47a322e4e147ec630');
INSERT INTO public.entry VALUES (2, 126, 1, '\xc4604f7ec34447a1878facb8993508a4', '\x0931d4c8e124442ea3ecd4b0d366b40c', 1, 1, 3, 4, 'S0', 3, 'id', false, 1795050360000, 1795050480000, 20261119, '', 3, NULL, NULL, '', '\x0d59b14133238a6e8f3c685d9d2b4582141d343ee148caeb4b3dd21ad05a5721');
INSERT INTO public.entry VALUES (2, 127, 1, '\x7781d996d5814a4183946996a10c9a40', '\x0931d4c8e124442ea3ecd4b0d366b40c', 1, 1, 3, 4, 'I0', 3, 'id', false, 1795050362000, 1795050480000, 20261119, '', 3, NULL, NULL, '', '\xf4468e88966a70787328919b1ec450926a227e4f495a808ea376f7db1cd38b1a');
INSERT INTO public.entry VALUES (2, 128, 1, '\x70cb581e9a5f43b58f7a3591ab5961c2', '\x0931d4c8e124442ea3ecd4b0d366b40c', 1, 1, 3, 2, 'U5', 3, 'id', false, 1795050372000, 1795050480000, 20261119, '', 3, NULL, NULL, '', '\x3b37a5b867d383271d0aa92eb187246d22ffd4fe6b4d8668e51cda8596b5979e');
INSERT INTO public.entry VALUES (2, 129, 1, '\xae284dda38b1489c8c1beb1a8c5fa8a0', '\x0931d4c8e124442ea3ecd4b0d366b40c', 1, 1, 3, 2, 'K5', 1, 'id', false, 1795050386000, 1795050480000, 20261119, '', 3, NULL, NULL, '', '\xbb94ea49593158fdb95bd9634600ed2465823170d0a2b103fbed34cc9d300f35');
INSERT INTO public.entry VALUES (2, 130, 1, '\x042c7a4f79ad4f5e88d8586877fb8143', '\x395d8fd8079e47f68969afbd8a1ba934', 1, NULL, 1, 4, 'S0', 4, 'id', false, 1795050540000, 1795050660000, 20261119, '', 3, NULL, NULL, '', '\x3d4e34eba83041c87d420d945c2fec5f8ae3da916c108f73d5338e65d8bb6108');
INSERT INTO public.entry VALUES (2, 131, 1, '\x19481a6afdfd42238bc1f1573dfe538d', '\x395d8fd8079e47f68969afbd8a1ba934', 1, NULL, 1, 4, 'I0', 3, 'id', false, 1795050542000, 1795050660000, 20261119, '', 3, NULL, NULL, '', '\x04d6fe2916b515af7dca8037f82d923595472f93d5a2eecd539edff4fc90f113');
INSERT INTO public.entry VALUES (2, 132, 1, '\x187900533fcc439dbd3cfaccc92185ec', '\x395d8fd8079e47f68969afbd8a1ba934', 1, NULL, 1, 2, 'U6', 3, 'id', false, 1795050554000, 1795050660000, 20261119, '', 3, NULL, NULL, '', '\x73ce7ba69c952e96fdd52016f227ea02feb5a74524853d7bc96b6c61b4f7efad');
INSERT INTO public.entry VALUES (2, 133, 1, '\x3ca3cf908a574dfb98fa12e7109a410f', '\x395d8fd8079e47f68969afbd8a1ba934', 1, NULL, 1, 2, 'K1', 2, 'id', false, 1795050558000, 1795050660000, 20261119, '', 3, NULL, NULL, '', '\xcb77405ef24e6c30666c1d9197ac21f841d28bf95557502fa39bba205a084860');
INSERT INTO public.entry VALUES (2, 134, 1, '\xb50ddd4296c44ed4afab2a76c12942af', '\x395d8fd8079e47f68969afbd8a1ba934', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1795050600000, 1795050660000, 20261119, '', 3, NULL, NULL, '', '\x0d0fdd7dbe4a96a6a9a5594ed094e632916f627c5bebb62ef0a272b90b35fc0e');
INSERT INTO public.entry VALUES (2, 135, 1, '\x3e7f15a0d5054b5c9b2ed2a193907c4f', '\xa99358a57d7d49768b86f92c220896df', 1, 1, 1, 4, 'S0', 3, 'id', false, 1795050780000, 1795050900000, 20261119, 'assisted', 3, NULL, NULL, '', '\x382abd64ce0a17f23d517d7710a7c26e80fbb9c773395e27dbd5c659608de42b');
INSERT INTO public.entry VALUES (2, 136, 1, '\x361404e468d349d6bf6d0db1230de147', '\xa99358a57d7d49768b86f92c220896df', 1, 1, 1, 4, 'I0', 3, 'id', false, 1795050782000, 1795050900000, 20261119, '', 3, NULL, NULL, '', '\xfff29e03f5f42d6a29c63ba465209d361e0e269e3b1c3ab3e5ceb7c3231d1fa5');
INSERT INTO public.entry VALUES (2, 137, 1, '\x3cef7af8f5fa45a1a8d9f58d6809ffb0', '\xa99358a57d7d49768b86f92c220896df', 1, 1, 1, 2, 'U7', 3, 'id', false, 1795050796000, 1795050900000, 20261119, '', 3, NULL, NULL, '', '\x0ac2f1c97eedc638764986d8a89f6bcba358cff51628ba795a9272191c8414dd');
INSERT INTO public.entry VALUES (2, 138, 1, '\x8fbf10e8086048bb961ed4d7e5636204', '\xa99358a57d7d49768b86f92c220896df', 1, 1, 1, 2, 'K2', 2, 'id', false, 1795050800000, 1795050900000, 20261119, '', 3, NULL, NULL, '', '\xf29c06a46775e58fed388962cb3416fc85ce0d1784ec32144d221467f44e9c53');
INSERT INTO public.entry VALUES (2, 139, 1, '\xe1e7568c96784e77b408bde1eaaa642a', '\x824b69c94a374008aa531075f79104de', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1795050960000, 1795051080000, 20261119, '', 3, NULL, NULL, '', '\x3ea71ce6a2c6f84922a5e6de553016e5d9cd0b4e0b74ca4fc391a487c2d4b5e9');
INSERT INTO public.entry VALUES (2, 140, 1, '\xb7ea4cbfd16e46bba2b7016441538444', '\x5f8ebd8933b64ad7a675b93f8c5c9dab', 1, 1, 3, 4, 'S0', 3, 'id', false, 1795051140000, 1795051260000, 20261119, '', 3, NULL, NULL, '', '\x5d0a53c1e35d32f3db75fb719fe52f74f228f8acd624a97529592442aa76c305');
INSERT INTO public.entry VALUES (2, 141, 1, '\x7564f7585d684aa59bd21057a6d4dd61', '\x1be8b7395a614be286e16a88be739605', 1, NULL, 1, 4, 'S0', 3, 'id', false, 1795051320000, 1795051440000, 20261119, '', 3, NULL, NULL, '', '\xd6fa7fdb8b311ae76dcf1646f796f67ab9c06f1ea98782af9217b487d4f3a6f0');
INSERT INTO public.entry VALUES (2, 142, 1, '\xe55e2e9944ab4eaaa94cb828feb4d63d', '\x1c1dfed0c1f24674b431f3c19f335557', 1, 1, 3, 4, 'S0', 2, 'id', false, 1795051500000, 1795051620000, 20261119, '', 3, NULL, NULL, '', '\xd14c41d59db96e9eecb7e4e2802dc327642b528e2c92ed019d17b521ba0b79ed');
INSERT INTO public.entry VALUES (2, 143, 1, '\x46c5c1376808493f98fb019900f5cf4f', '\x1c1dfed0c1f24674b431f3c19f335557', 1, 1, 3, 4, 'I0', 3, 'id', false, 1795051502000, 1795051620000, 20261119, '', 3, NULL, NULL, '', '\x99cd4d190f0ccbae90e2df87aaf7a190e6746754905f297913844b0ca5586273');
INSERT INTO public.entry VALUES (2, 144, 1, '\x227a34048db74223a8869869c2a07b49', '\x1c1dfed0c1f24674b431f3c19f335557', 1, 1, 3, 2, 'U4', 4, 'id', false, 1795051510000, 1795051620000, 20261119, '', 3, NULL, NULL, '', '\x1308a1d689b7d8049622ff13a86178e04f7db24f8b3c3a56ce8415d667e09a03');
INSERT INTO public.entry VALUES (2, 145, 1, '\x583257b8595d4aa593130ff54895fc57', '\x1c1dfed0c1f24674b431f3c19f335557', 1, 1, 3, 2, 'K1', 1, 'id', false, 1795051518000, 1795051620000, 20261119, '', 3, NULL, NULL, '', '\xb8ac4f556012371c20c1e1364ecbc31f5c6b4a6e8b27f3ad3c77b34d17091081');
INSERT INTO public.entry VALUES (2, 146, 1, '\xdf69298ed2de47fdac3a1bb202b997b1', '\x188760b5d1e748e9b7b69c443aace411', 2, NULL, 3, 4, 'S0', 3, 'id', false, 1795051680000, 1795051800000, 20261119, '', 3, NULL, NULL, '', '\x14e9c8d2368edf0c9bae1714ce99b658b5198d94a8841df13fbb100950d543a3');
INSERT INTO public.entry VALUES (2, 147, 1, '\x902f8db2da474f1091d893e81b437a8b', '\x188760b5d1e748e9b7b69c443aace411', 2, NULL, 3, 4, 'I0', 3, 'id', false, 1795051682000, 1795051800000, 20261119, '', 3, NULL, NULL, '', '\xa94cda2b4347647d08d93e778eb1a0e3ca861adb973cac5c69f3209b96eff5be');
INSERT INTO public.entry VALUES (2, 148, 1, '\x52550416bb4a443ab5a073b0f4cfbed6', '\x188760b5d1e748e9b7b69c443aace411', 2, NULL, 3, 2, 'U4', 4, 'id', false, 1795051690000, 1795051800000, 20261119, '', 3, NULL, NULL, '', '\x67af21cb9410caeb90ec2c2614b08b57a58dbc92a234e81ac5a93aea222088c4');
INSERT INTO public.entry VALUES (2, 149, 1, '\xc7e3217a26e4470c91fb3d88e7a9f9a8', '\x188760b5d1e748e9b7b69c443aace411', 2, NULL, 3, 2, 'K4', 2, 'id', false, 1795051704000, 1795051800000, 20261119, '', 3, NULL, NULL, '', '\x8c6ca46d3798ab3f79388ae25a15bb5c924137782eb48eac3022a1861e19d066');
INSERT INTO public.entry VALUES (2, 150, 1, '\xcde8208386e5476aa066a73a22fdf367', '\x3ab6debbccf9478abd62b92a1f630815', 2, NULL, 1, 4, 'S0', 3, 'id', false, 1795051860000, 1795051980000, 20261119, '', 3, NULL, NULL, '', '\x21719ee4de11f467c19f9029344a94aa374e94c309afadca3e00f5417cf288e5');
INSERT INTO public.entry VALUES (2, 151, 1, '\xf59b7a5ef20f49a294920f29a5f300d0', '\x56e6db02607646f6a984b3772429c4a6', 2, NULL, 1, 4, 'S0', 3, 'id', false, 1795052040000, 1795052160000, 20261119, '', 3, NULL, NULL, '', '\x89befa2b34a838fd7178cff150f61acb1db6704c184de727ee916ae767e9b7cf');
INSERT INTO public.entry VALUES (2, 152, 1, '\x7333d7063355428eb34fbe1717e84400', '\x56e6db02607646f6a984b3772429c4a6', 2, NULL, 1, 4, 'I0', 3, 'id', false, 1795052042000, 1795052160000, 20261119, '', 3, NULL, NULL, '', '\x8b833a372ae4e578fbeb37b6de1d96307882f9d4e07d21b1cd098d034331b106');
INSERT INTO public.entry VALUES (2, 153, 1, '\x8c3d99e7df9342ddb46f8f8321add85b', '\x56e6db02607646f6a984b3772429c4a6', 2, NULL, 1, 2, 'U6', 4, 'id', false, 1795052054000, 1795052160000, 20261119, '', 3, NULL, NULL, '', '\xcdfb0998dcf68dca2fd936937ad7da45db0148b931dfb7c19ce8541d48d605a6');
INSERT INTO public.entry VALUES (2, 154, 1, '\xee9f07ba1b1e49e8acd5892d60d47c6b', '\x56e6db02607646f6a984b3772429c4a6', 2, NULL, 1, 2, 'K1', 4, 'id', false, 1795052058000, 1795052160000, 20261119, '', 3, NULL, NULL, '', '\xb7798a1eb66d14e92a3de0f4c53d96502e0e26ea1d6850a9c81c55d6e7abbb06');
INSERT INTO public.entry VALUES (2, 155, 1, '\x576c89ae0a4a4c89b22243fa57920502', '\x56e6db02607646f6a984b3772429c4a6', 2, NULL, 1, 4, 'S0', 2, 'id', false, 1795052100000, 1795052160000, 20261119, '', 3, NULL, NULL, '', '\x2a0b342fca376d033429a8e0d179cd1ee2756d970869487b2a3d133fd3bb31e7');
INSERT INTO public.entry VALUES (2, 156, 1, '\x91d3bcf0da454481b136e39a59aaf73a', '\x80c821d6a4ac41f99cb9616db0eb0711', 2, NULL, 3, 4, 'S0', 4, 'id', false, 1795052280000, 1795052400000, 20261119, 'assisted', 3, NULL, NULL, '', '\xc3b4e9e195e647106941782d191526d41a4ef20e772df43a816fefee62a818be');
INSERT INTO public.entry VALUES (2, 157, 1, '\x83e4830b47514e69b1a9fd84b5e5f74a', '\x80c821d6a4ac41f99cb9616db0eb0711', 2, NULL, 3, 4, 'I0', 4, 'id', false, 1795052282000, 1795052400000, 20261119, '', 3, NULL, NULL, '', '\x480a2923cb67f46579f3405f7e34689147d6acc4e8811d4a094f5a67533bc4d8');
INSERT INTO public.entry VALUES (2, 158, 1, '\xcbf88e7fcbc3458c8f17f5248de09393', '\x80c821d6a4ac41f99cb9616db0eb0711', 2, NULL, 3, 2, 'U7', 4, 'id', false, 1795052296000, 1795052400000, 20261119, '', 3, NULL, NULL, '', '\xe1584f59b140f1fa512fd3af78d16c62238bce46877fd94853d7be113c34f199');
INSERT INTO public.entry VALUES (2, 159, 1, '\xa14e81ccfedb47248b616106549e77c8', '\x80c821d6a4ac41f99cb9616db0eb0711', 2, NULL, 3, 2, 'K2', 3, 'id', false, 1795052300000, 1795052400000, 20261119, '', 3, NULL, NULL, '', '\x0dabbb3a692be621e13ca5aa785caee499c42d3ffedda9ba45b366a01669cfe8');
INSERT INTO public.entry VALUES (3, 11, 1, '\x2ff25e1a4f5741948968bb1a59227a58', '\x44169bb9905e4a0eb32d1b8cc929736d', 3, NULL, 3, 4, 'S0', 3, 'id', false, 1795052460000, 1795052580000, 20261119, '', 3, NULL, NULL, '', '\x18bceb1013908b45be15fc18871dcf9201fb69a4d498ad9e7638d585dc517d10');
INSERT INTO public.entry VALUES (3, 12, 1, '\x6e740496e7e64dc4a292e1b98ef767d9', '\x2d7a575d27c84ae8ac0a88f7fe068b68', 3, NULL, 1, 4, 'S0', 4, 'id', false, 1795052640000, 1795052760000, 20261119, '', 3, NULL, NULL, '', '\x32bdd2ae29a2e698d7ef3957d8a3577849b53f377c9c30282c83a3862d6d7bde');
INSERT INTO public.entry VALUES (3, 13, 1, '\x0c30236db764453180d5cbb874f90d17', '\x2d7a575d27c84ae8ac0a88f7fe068b68', 3, NULL, 1, 4, 'I0', 2, 'id', false, 1795052642000, 1795052760000, 20261119, '', 3, NULL, NULL, '', '\xec2cebd2c2372c237ed898f984c7b52841379a2be6ea26934ea38a944d3cb0b2');
INSERT INTO public.entry VALUES (3, 14, 1, '\x8de7817676364c9c8e03b83d697dde1e', '\x2d7a575d27c84ae8ac0a88f7fe068b68', 3, NULL, 1, 2, 'U5', 3, 'id', false, 1795052652000, 1795052760000, 20261119, '', 3, NULL, NULL, '', '\xce71033d17224070b4f40689464fd1d5ea46bac92285427a8ab9b68dfc0e66f2');
INSERT INTO public.entry VALUES (3, 15, 1, '\xfce387ad54fa470fbe57a2f0408444ca', '\x2d7a575d27c84ae8ac0a88f7fe068b68', 3, NULL, 1, 2, 'K5', 4, 'id', false, 1795052666000, 1795052760000, 20261119, '', 3, NULL, NULL, '', '\x9e8e7e9eb6fc95bd9f4923897994ab606d4c9965148711c3e076a4160dc26b77');
INSERT INTO public.entry VALUES (3, 16, 1, '\xf98e747bf32e4b0d9a7915a8016fa9c2', '\xb25cfc027cb34ff7ba8fc6f3605c8038', 3, NULL, 1, 4, 'S0', 2, 'id', false, 1795052820000, 1795052940000, 20261119, '', 3, NULL, NULL, '', '\xc4d3be66ae272d9325af2435f2afea992f9a928932991ac21a87e6db06c28c51');
INSERT INTO public.entry VALUES (3, 17, 1, '\x20332bb4bf0547d08b8eaa32c48fe5cb', '\xb25cfc027cb34ff7ba8fc6f3605c8038', 3, NULL, 1, 4, 'I0', 3, 'id', false, 1795052822000, 1795052940000, 20261119, '', 3, NULL, NULL, '', '\x8613eda75fc18f7c8a22800809d1d339006eabe1ba7d552bfeb2f146ea4e8932');
INSERT INTO public.entry VALUES (3, 18, 1, '\x274b2b91043e4081955b8d96ba96884e', '\xb25cfc027cb34ff7ba8fc6f3605c8038', 3, NULL, 1, 2, 'U6', 3, 'id', false, 1795052834000, 1795052940000, 20261119, '', 3, NULL, NULL, '', '\x3c856260e0dbaccac360b50acab929adb564c9f620a6d8b5229d9fd837575c56');
INSERT INTO public.entry VALUES (3, 19, 1, '\x49c042128f97494e91d613a0ff8e889e', '\xb25cfc027cb34ff7ba8fc6f3605c8038', 3, NULL, 1, 2, 'K1', 4, 'id', false, 1795052838000, 1795052940000, 20261119, '', 3, NULL, NULL, '', '\x12b967823a2b373a1d26b0a8234551ef63c78d67227fafd5fa4aa802f5ef0a98');
INSERT INTO public.entry VALUES (3, 20, 1, '\xe1392e8c0622448b994062a4ea260482', '\xb25cfc027cb34ff7ba8fc6f3605c8038', 3, NULL, 1, 4, 'S0', 2, 'id', false, 1795052880000, 1795052940000, 20261119, '', 3, NULL, NULL, '', '\x607b140a7cd73748e9f069da0d463a0801e817c7e1b9bd497bada5229e475e68');
INSERT INTO public.entry VALUES (2, 160, 1, '\x19074c7f325a4adcba9f20e8e651e473', '\x37dfb2d32b304025a44cd2c39fee1a99', 1, NULL, 3, 4, 'S0', 4, 'id', false, 1795136580000, 1795136700000, 20261120, '', 3, NULL, NULL, '', '\xbfc457575b796075d99179f642bd42c632f3a7e0172c57e7f1c144c41f147e96');
INSERT INTO public.entry VALUES (2, 161, 1, '\x15334f247d4c4e71947f88b4318d2502', '\x37dfb2d32b304025a44cd2c39fee1a99', 1, NULL, 3, 4, 'I0', 4, 'id', false, 1795136582000, 1795136700000, 20261120, '', 3, NULL, NULL, '', '\xe0778179a3c49665a188f423c066e16b320df1997fbf8bba69498ff06210440d');
INSERT INTO public.entry VALUES (2, 162, 1, '\xa2a7c8c0bb494e2f84a6cc284711c1af', '\x37dfb2d32b304025a44cd2c39fee1a99', 1, NULL, 3, 2, 'U5', 4, 'id', false, 1795136592000, 1795136700000, 20261120, '', 3, NULL, NULL, '', '\xc81db904588d4436f6c3f632a57ea9fe57be4fec3802fa8fa792ff207f511eef');
INSERT INTO public.entry VALUES (2, 163, 1, '\xef5e371bfc804308a9161678ecefc008', '\x37dfb2d32b304025a44cd2c39fee1a99', 1, NULL, 3, 2, 'K5', 4, 'id', false, 1795136606000, 1795136700000, 20261120, '', 3, NULL, NULL, '', '\x01de90771d635640cf9f9bbb816375ea33ff7cc4653eaef5e6e63495dfcded4f');
INSERT INTO public.entry VALUES (2, 164, 1, '\xf52f4340a0a645278f994e481f834a8a', '\x2047a9e304e7476aa1da5eff2f7c482b', 1, 1, 3, 4, 'S0', 3, 'id', false, 1795136760000, 1795136880000, 20261120, '', 3, NULL, NULL, '', '\xb458a8c1a6a0a8703816a9fdb1396f43fb9e021ed61930f0ef125879a349bd97');
INSERT INTO public.entry VALUES (2, 165, 1, '\xa2c84ea4c2b443d28105e137a7c17b05', '\x70d59e5735e9440da6b89e7d977a79b3', 1, NULL, 3, 4, 'S0', 2, 'id', false, 1795136940000, 1795137060000, 20261120, '', 3, NULL, NULL, '', '\xe1e39f6f91f12b763980cad75b4d222c34cfda3a658b81246d22f30ed704f419');
INSERT INTO public.entry VALUES (2, 166, 1, '\x684103e7a18c47f09cf8a023230a7153', '\x70d59e5735e9440da6b89e7d977a79b3', 1, NULL, 3, 4, 'S0', 2, 'id', false, 1795137000000, 1795137060000, 20261120, '', 3, NULL, NULL, '', '\xe3e26b5b8b142f97b23bd79a8c904cd498d747c1f6845c90642e5fb824f02457');
INSERT INTO public.entry VALUES (2, 167, 1, '\x3e64788bf328462ea1880747a63e6028', '\x584fbaf4d717477fb50db402520ec0b1', 1, 1, 1, 4, 'S0', 2, 'id', false, 1795137180000, 1795137300000, 20261120, 'assisted', 3, NULL, NULL, '', '\xfb812ae8d23316dcbf24e12ae89e5d154c5299cf66ce8fc2fcc42753b3da2643');
INSERT INTO public.entry VALUES (2, 168, 1, '\xce0997476b6542c1877e24c781250ac5', '\x584fbaf4d717477fb50db402520ec0b1', 1, 1, 1, 4, 'I0', 4, 'id', false, 1795137182000, 1795137300000, 20261120, '', 3, NULL, NULL, '', '\x5c752c058c32ebcc651f8718cf2470a582a93b2f3d091767d47a65f5fbfd9355');
INSERT INTO public.entry VALUES (2, 169, 1, '\x4c1dfc015a1f48dbbbffc25c4b7d6fb3', '\x584fbaf4d717477fb50db402520ec0b1', 1, 1, 1, 2, 'U1', 4, 'id', false, 1795137184000, 1795137300000, 20261120, '', 3, NULL, NULL, '', '\x55d3159d85a4d0067e0dc79dcd7d0a6dcc58c3aaa688e73d25199f759650748f');
INSERT INTO public.entry VALUES (2, 170, 1, '\xab0b10cfce624a009cab5fdb83eccde4', '\x584fbaf4d717477fb50db402520ec0b1', 1, 1, 1, 2, 'K3', 4, 'id', false, 1795137202000, 1795137300000, 20261120, '', 3, NULL, NULL, '', '\xc31f447ab034e6c76e76a168f76ba6fbd856e447164043c237d9136e96fc7875');
INSERT INTO public.entry VALUES (2, 171, 1, '\x24eb414c910e4d4ab8c0417bd52b99fb', '\x067ab26593a149eaa49ce16c7b513046', 1, NULL, 1, 4, 'S0', 4, 'id', false, 1795137360000, 1795137480000, 20261120, '', 3, NULL, NULL, '', '\x95be7fde59b253703b291ba69697a221313f84568bef619c87e00582bb9ed5e6');
INSERT INTO public.entry VALUES (2, 172, 1, '\x2b5f37daac944f16be7ff3d4f465bd42', '\x067ab26593a149eaa49ce16c7b513046', 1, NULL, 1, 4, 'I0', 2, 'id', false, 1795137362000, 1795137480000, 20261120, '', 3, NULL, NULL, '', '\x89b02417adf82abf093d972c60b3d1361d935f89a5a083ed995f514d78ea180b');
INSERT INTO public.entry VALUES (2, 173, 1, '\x485458fb26834a3c8290ba7279b2674d', '\x067ab26593a149eaa49ce16c7b513046', 1, NULL, 1, 2, 'U2', 2, 'id', false, 1795137366000, 1795137480000, 20261120, '', 3, NULL, NULL, '', '\xaefd8fb08c1bdff6ac4920ba702b0520db31b4036e5070d866e0ca955ba3083a');
INSERT INTO public.entry VALUES (2, 174, 1, '\x4d31d4fa15384cdeabbad0421412c1dd', '\x067ab26593a149eaa49ce16c7b513046', 1, NULL, 1, 2, 'K4', 2, 'id', false, 1795137384000, 1795137480000, 20261120, '', 3, NULL, NULL, '', '\x81a6c192e51407ab14f75a51d0c2bea4aed378c4979c425b0b9ebd017b71efa1');
INSERT INTO public.entry VALUES (2, 175, 1, '\xbfcbbfce3d2645999baca7731c4bbce5', '\x91561126ce4340349dd8fcc4d03d4683', 1, 1, 1, 4, 'S0', 4, 'id', false, 1795137540000, 1795137660000, 20261120, '', 3, NULL, NULL, '', '\x26e594186956fc0f1dd6fbcd1fbf2936eb54d55dd2105ca83dfe1b21e8fa88c2');
INSERT INTO public.entry VALUES (2, 176, 1, '\xbe909bd68b2845bfaec4e395d7cd10f9', '\x91561126ce4340349dd8fcc4d03d4683', 1, 1, 1, 4, 'I0', 4, 'id', false, 1795137542000, 1795137660000, 20261120, '', 3, NULL, NULL, '', '\xfc82fd1ae6d34179f3617b2413bdcd7e104506c5f3a20dfe7ed431740f6fffd1');
INSERT INTO public.entry VALUES (2, 177, 1, '\x9647a70908194eef9ccf53265837a122', '\x91561126ce4340349dd8fcc4d03d4683', 1, 1, 1, 2, 'U3', 1, 'id', false, 1795137548000, 1795137660000, 20261120, '', 3, NULL, NULL, '', '\x3195b0c4a611bfe7eaf3f5a6aac8c32c36c7766c288d9c688b1a06beae62973c');
INSERT INTO public.entry VALUES (2, 178, 1, '\x629228beecd74ada8bff8b66cfbc318d', '\x91561126ce4340349dd8fcc4d03d4683', 1, 1, 1, 2, 'K5', 2, 'id', false, 1795137566000, 1795137660000, 20261120, '', 3, NULL, NULL, '', '\x22184048e9d54081be1a4b2b2ffa08e666ae0b09f41919ec1f279fba233fefe4');
INSERT INTO public.entry VALUES (2, 179, 1, '\xd40c5725086046b5a82f6a045bbd96d7', '\x00eda2baa1d4497182f8c600267601b7', 1, NULL, 1, 4, 'S0', 2, 'id', false, 1795137720000, 1795137840000, 20261120, '', 3, NULL, NULL, '', '\x05f65fbebe185819281bc1c9a38817a6fe3bb3c6c29c17b290697e2ffc85c171');
INSERT INTO public.entry VALUES (2, 180, 1, '\x371e3c3174a9435e87d073a122953cc8', '\x00eda2baa1d4497182f8c600267601b7', 1, NULL, 1, 4, 'I0', 4, 'id', false, 1795137722000, 1795137840000, 20261120, '', 3, NULL, NULL, '', '\xb740ce8b30470af1c5a2f21322cc4bd56e8707246d981dcaa284032bffbb6691');
INSERT INTO public.entry VALUES (2, 181, 1, '\xc0dc5bbcaccc4a7da36170c013a4cfee', '\x00eda2baa1d4497182f8c600267601b7', 1, NULL, 1, 2, 'U4', 3, 'id', false, 1795137730000, 1795137840000, 20261120, '', 3, NULL, NULL, '', '\xf4206b4db00476656175624818181b711b91336a98d8ffcc382031b61909b72e');
INSERT INTO public.entry VALUES (2, 182, 1, '\x59479c53aaa24b9dbd3c440cc7ebbc32', '\x00eda2baa1d4497182f8c600267601b7', 1, NULL, 1, 2, 'K1', 1, 'id', false, 1795137738000, 1795137840000, 20261120, '', 3, NULL, NULL, '', '\x2ab87b1ef8f4a2536881b38b69a5b099d5fad25a56b81ce95f8c56e6df2609f1');
INSERT INTO public.entry VALUES (2, 183, 1, '\xf28d9ba6b1f447419d250cdeb7d6d188', '\x2eba7fc4606a41d88f4b86a3986bab76', 1, 1, 1, 4, 'S0', 3, 'id', false, 1795137900000, 1795138020000, 20261120, '', 3, NULL, NULL, '', '\x0fff9e4ec7fccc4410a7269d8486f6f0b47a7979e85e8ce10161cdd80c3c7532');
INSERT INTO public.entry VALUES (2, 184, 1, '\x9e7bc3a3e6b0491190b801c66aa47cd2', '\x2eba7fc4606a41d88f4b86a3986bab76', 1, 1, 1, 4, 'I0', 1, 'id', false, 1795137902000, 1795138020000, 20261120, '', 3, NULL, NULL, '', '\xbf891ce9a44dea5a5b8b0e7778cbdcb2398dd2f650c2a13229e4bc6c13995dcf');
INSERT INTO public.entry VALUES (2, 185, 1, '\x4829526ef351495099856732cb0c7e8e', '\x2eba7fc4606a41d88f4b86a3986bab76', 1, 1, 1, 2, 'U5', 2, 'id', false, 1795137912000, 1795138020000, 20261120, '', 3, NULL, NULL, '', '\x339f8fb2097b46fd67472be26924d517e240aa73b96a9dccab51d5fea9adcf9b');
INSERT INTO public.entry VALUES (2, 186, 1, '\x66892a0bdc2943828815b06d0c656fe7', '\x2eba7fc4606a41d88f4b86a3986bab76', 1, 1, 1, 2, 'K2', 3, 'id', false, 1795137920000, 1795138020000, 20261120, '', 3, NULL, NULL, '', '\xdec32955fb9686d86b5e09222ca8dec372042da72b174881d4cbd7f9d7d0baed');
INSERT INTO public.entry VALUES (2, 187, 1, '\x03fc14742fa44d1ab58177976090bb7a', '\x4268417fa4e341d7a5a34bc98cdf8507', 2, NULL, 1, 4, 'S0', 1, 'id', false, 1795138080000, 1795138200000, 20261120, '', 3, NULL, NULL, '', '\xc26049de1c7274fd6f1cdf876ebde8a89882a3d6797989b08d7bdeddf47b5283');
INSERT INTO public.entry VALUES (2, 188, 1, '\x4143b816019543f9b1f8728099e76c4a', '\x65b2366e338f430b97d9b0afd3f4952c', 2, NULL, 1, 4, 'S0', 3, 'id', false, 1795138260000, 1795138380000, 20261120, '', 3, NULL, NULL, '', '\x98999a9c139ce916a29e33d66479da96704526a8e968c755bf5616426b18692e');
INSERT INTO public.entry VALUES (2, 189, 1, '\xd48127bcad2d4acca378ad8d6639b262', '\x26bd90343b8a4915a2b3305ab1ebc4bd', 2, NULL, 3, 4, 'S0', 4, 'id', false, 1795138440000, 1795138560000, 20261120, '', 3, NULL, NULL, '', '\xa69c90b8549fd34429962b39862347898f232c3a297dc6621c7db9b47c85c53f');
INSERT INTO public.entry VALUES (2, 190, 1, '\xd683e2682d454c62bea7dfbba76bbacf', '\x26bd90343b8a4915a2b3305ab1ebc4bd', 2, NULL, 3, 4, 'I0', 4, 'id', false, 1795138442000, 1795138560000, 20261120, '', 3, NULL, NULL, '', '\x23a22f8a2f52deeae7f3a2c2b1acc969ebdb168e8de9fe1d022c56d494a26194');
INSERT INTO public.entry VALUES (2, 191, 1, '\xdbd4f9170ebb4988a565acf37bfc31d6', '\x26bd90343b8a4915a2b3305ab1ebc4bd', 2, NULL, 3, 2, 'U7', 4, 'id', false, 1795138456000, 1795138560000, 20261120, '', 3, NULL, NULL, '', '\xdac51922ea1a40bf77d36287fa3c26e6e58972ea192d9d44fafcaf207b95591b');
INSERT INTO public.entry VALUES (2, 192, 1, '\x591cce321b094100a1081821db57cf11', '\x26bd90343b8a4915a2b3305ab1ebc4bd', 2, NULL, 3, 2, 'K2', 1, 'id', false, 1795138460000, 1795138560000, 20261120, '', 3, NULL, NULL, '', '\xe87c2a217204a32b863897882ef6966747e22e1792ffffcce320dd1709fd4e93');
INSERT INTO public.entry VALUES (2, 193, 1, '\x37bf65afd69142f18fe10a1b7c7c0ea9', '\x26bd90343b8a4915a2b3305ab1ebc4bd', 2, NULL, 3, 4, 'S0', 2, 'id', false, 1795138500000, 1795138560000, 20261120, '', 3, NULL, NULL, '', '\xd0c30b3133cfd3308114b6851c946bb626b68525a0074744566acec2ec946007');
INSERT INTO public.entry VALUES (2, 194, 1, '\x9bbf9488b39942bf90affa36b9f2f460', '\xa6c48f821ba44307b6dad442eeb4d8e6', 2, NULL, 3, 4, 'S0', 3, 'id', false, 1795138680000, 1795138800000, 20261120, 'assisted', 3, NULL, NULL, '', '\x289b4b40e7bb850f1d89025896157deb1c8e0f6e21066da2cbf05acc542fd111');
INSERT INTO public.entry VALUES (2, 195, 1, '\x6a3ae341323444d0972f648018ca195b', '\xa6c48f821ba44307b6dad442eeb4d8e6', 2, NULL, 3, 4, 'I0', 4, 'id', false, 1795138682000, 1795138800000, 20261120, '', 3, NULL, NULL, '', '\x3ae94062e075c35a985590e037561bab61a54090769efb64f4253ab18613f3a8');
INSERT INTO public.entry VALUES (2, 196, 1, '\xcd29d8535b7c496983058f69846a8511', '\xa6c48f821ba44307b6dad442eeb4d8e6', 2, NULL, 3, 2, 'U1', 4, 'id', false, 1795138684000, 1795138800000, 20261120, '', 3, NULL, NULL, '', '\xcf1285f2e26b672c3fe29a5a5b062935ef6fb736fef32059953e19d9ee7649ec');
INSERT INTO public.entry VALUES (2, 197, 1, '\x13d350b04c614cad98abe6ddd76ffffc', '\xa6c48f821ba44307b6dad442eeb4d8e6', 2, NULL, 3, 2, 'K3', 3, 'id', false, 1795138702000, 1795138800000, 20261120, '', 3, NULL, NULL, '', '\x5fe4e2934169906b73997aad51b9fad0621c1b697e5837155f892bffc7b1f0c9');
INSERT INTO public.follow_up VALUES (1, 2, 'ikm-ipk-2021@1', 'U4', 1794790800000, 'kepala');
INSERT INTO public.follow_up_notice VALUES (3, 1);
INSERT INTO public.follow_up_plan VALUES (1, 1, 'Satu petugas untuk semua berkas', 'Menambah petugas', 'short', 'Seksi Lalu Lintas', 2026, 4, '', 1794790800000, 'kepala');
INSERT INTO public.follow_up_status VALUES (1, 1, 'planned', 20261116, '', 1794790800000, 'kepala');
INSERT INTO public.follow_up_status VALUES (2, 1, 'under-way', 20261120, '', 1795138680000, 'kepala');
INSERT INTO public.form_once VALUES ('00000000-0000-404d-8000-000000000000', 20261116);
INSERT INTO public.form_once VALUES ('1529d0a2-46b9-4b9e-8fe6-e1e7396975b6', 20261116);
INSERT INTO public.grant_of_role VALUES (1, 1, 'head', 2);
INSERT INTO public.grant_of_role VALUES (2, 2, 'operator', 2);
INSERT INTO public.grant_of_role VALUES (3, 3, 'admin', NULL);
INSERT INTO public.grant_of_role VALUES (4, 4, 'kanwil', 1);
INSERT INTO public.grant_of_role VALUES (5, 1, 'operator', 3);
INSERT INTO public.holiday VALUES (2, 20261225, 'Natal');
INSERT INTO public.holiday VALUES (3, 20261225, 'Natal');
INSERT INTO public.installation VALUES (1, false, 1794790800000);
INSERT INTO public.instrument_version VALUES (1, 'control@1', '98e8259e50ae0c1f0164cc92de101b2c0bda43569b4580d31a4a94d267c84fa6', '{"control": ["C1"]}');
INSERT INTO public.instrument_version VALUES (2, 'ikm-ipk-2021@1', '16f4d6566bfc0da0fa674e88c9c85cfd16194f34b678dcba2498da637f00fcfc', '{"ikm": ["U1", "U2", "U3", "U4", "U5", "U6", "U7"], "ipk": ["K1", "K2", "K3", "K4", "K5"]}');
INSERT INTO public.instrument_version VALUES (3, 'profile@1', 'ba13c57bd72c54249051d7d53892be389e8c8f5fa826b9fce1e705330f21a756', '{"profile": ["P1", "P2", "P3", "P4", "P5"]}');
INSERT INTO public.instrument_version VALUES (4, 'pulse@1', '4d22c991874d88fb3280a4a9059d1a150abbb24c1c3de6ad6be97c435c7f116d', '{"pulse": ["S0", "I0"]}');
INSERT INTO public.instrument_version VALUES (5, 'skm-2017@1', 'a2e24dcfd580453b1fcfe1da017e1e7bf0e93653b95317176165259d153b1fde', '{"ikm": ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"]}');
INSERT INTO public.instrument_version VALUES (6, 'spkp-spak-2021@1', '202b405d112ae7c53a4fa9844d44d75be46c2125628dc2d4133ba7a6ccca3e62', '{"ikm": ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8"], "ipk": ["K1", "K2", "K3", "K4", "K5"]}');
INSERT INTO public.ledger_day VALUES (2, 20261116, 1, 47);
INSERT INTO public.ledger_day VALUES (3, 20261117, 1, 10);
INSERT INTO public.ledger_day VALUES (2, 20261117, 48, 83);
INSERT INTO public.ledger_day VALUES (2, 20261118, 84, 121);
INSERT INTO public.ledger_day VALUES (2, 20261119, 122, 159);
INSERT INTO public.ledger_day VALUES (3, 20261119, 11, 20);
INSERT INTO public.ledger_day VALUES (2, 20261120, 160, 197);
INSERT INTO public.ledger_head VALUES (3, 20, 20, '\xc47a32234ab9add3e478b1f4c7a4e2f7285386bf631cb4759b83025fcbcf10ad');
INSERT INTO public.ledger_head VALUES (2, 197, 197, '\xa21fa46cd3f23caebd8c4ee80eadbea6ea3abb46f41cad210689697300331cc6');
INSERT INTO public.letterhead VALUES (2, 'KEMENTERIAN
KANTOR UJI', 'Jl. Uji 1', 'Tanjungpandan', 'Kepala Uji', 'Kepala', '19800101');
INSERT INTO public.link VALUES ('26y8myn', 1, NULL, 'poster');
INSERT INTO public.link VALUES ('8rzjbps', 2, NULL, 'poster');
INSERT INTO public.link VALUES ('ha5hd5z', 3, NULL, 'poster');
INSERT INTO public.link VALUES ('zbnpkar', 2, 1, 'screen');
INSERT INTO public.link VALUES ('pjspypj', 2, 1, 'poster');
INSERT INTO public.link VALUES ('2cfqeen', 2, 1, 'ticket');
INSERT INTO public.link VALUES ('r4sy273', 2, 2, 'screen');
INSERT INTO public.link VALUES ('2s3gs9r', 2, 2, 'poster');
INSERT INTO public.link VALUES ('tmwmn55', 2, 2, 'ticket');
INSERT INTO public.link VALUES ('ne4697d', 3, 3, 'screen');
INSERT INTO public.link VALUES ('sdv2vhe', 3, 3, 'poster');
INSERT INTO public.link VALUES ('43phhs5', 3, 3, 'ticket');
INSERT INTO public.monthly_tally VALUES (3, 2, 'K4', 0, 202611, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'U4', 0, 202611, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U5', 0, 202611, 0, 2, 1, 2, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'K2', 0, 202611, 0, 4, 1, 2, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U7', 0, 202611, 0, 2, 0, 2, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 4, 'S0', 0, 202611, 0, 8, 15, 16, 12, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'K3', 0, 202611, 0, 2, 0, 5, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U1', 0, 202611, 0, 1, 1, 1, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 4, 'I0', 0, 202611, 0, 4, 4, 12, 22, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 4, 'S0', 2, 202611, 0, 1, 2, 4, 3, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U6', 0, 202611, 0, 0, 2, 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'K5', 0, 202611, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'U5', 0, 202611, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'K1', 0, 202611, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'U6', 0, 202611, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 4, 'I0', 0, 202611, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 4, 'S0', 0, 202611, 0, 0, 3, 1, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 4, 'S0', 4, 202611, 0, 7, 12, 13, 9, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 4, 'S0', 4, 202611, 0, 0, 3, 1, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 4, 'I0', 4, 202611, 0, 3, 3, 6, 14, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 4, 'S0', 6, 202611, 0, 1, 1, 2, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'K4', 0, 202611, 0, 0, 2, 4, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U2', 0, 202611, 0, 3, 1, 0, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'K3', 0, 202611, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (3, 2, 'U3', 0, 202611, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'K5', 0, 202611, 0, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U3', 0, 202611, 0, 1, 1, 3, 2, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'K1', 0, 202611, 0, 3, 1, 2, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_tally VALUES (2, 2, 'U4', 0, 202611, 0, 0, 1, 2, 4, 0, 0, 0, 0, 0, 0);
INSERT INTO public.monthly_visits VALUES (2, 0, '', 0, 202611, 60);
INSERT INTO public.monthly_visits VALUES (2, 2, 'ikm', 0, 202611, 42);
INSERT INTO public.monthly_visits VALUES (2, 2, 'ipk', 0, 202611, 42);
INSERT INTO public.monthly_visits VALUES (2, 0, '', 2, 202611, 1);
INSERT INTO public.monthly_visits VALUES (3, 0, '', 0, 202611, 6);
INSERT INTO public.monthly_visits VALUES (3, 2, 'ikm', 0, 202611, 4);
INSERT INTO public.monthly_visits VALUES (3, 2, 'ipk', 0, 202611, 4);
INSERT INTO public.notice VALUES (1, 2, 'Antrean dibuka 07.30', 'The queue opens at 7.30', 20261116, 20261219, 1795138680000, 'petugas', NULL);
INSERT INTO public.notice VALUES (2, 2, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy', 20261116, 20261219, 1795138680000, 'petugas', 1795138680000);
INSERT INTO public.notice VALUES (3, 2, 'Petugas kini dua', '', 20261120, 20261220, 1795138680000, 'kepala', NULL);
INSERT INTO public.open_link_hour VALUES (1, 498577, 4);
INSERT INTO public.open_link_hour VALUES (2, 498577, 2);
INSERT INTO public.open_link_hour VALUES (3, 498577, 1);
INSERT INTO public.open_link_hour VALUES (2, 498601, 3);
INSERT INTO public.open_link_hour VALUES (1, 498625, 3);
INSERT INTO public.open_link_hour VALUES (2, 498625, 2);
INSERT INTO public.open_link_hour VALUES (3, 498625, 1);
INSERT INTO public.open_link_hour VALUES (1, 498649, 3);
INSERT INTO public.open_link_hour VALUES (2, 498649, 2);
INSERT INTO public.person VALUES (1, 'kepala', '$argon2id$v=19$m=8,t=1,p=1$4zyntJbSGqNUCkHIOSfEuA$agzuougcSS2pjmoG1ztxmvVR8buYuLWnhYTLmG6Utks', true, 'f858431759db47328eb3d6b06d5c5183', NULL, false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.person VALUES (2, 'petugas', '$argon2id$v=19$m=8,t=1,p=1$4zyntJbSGqNUCkHIOSfEuA$agzuougcSS2pjmoG1ztxmvVR8buYuLWnhYTLmG6Utks', true, '5487dda787ce4bb5a6db6d8717f8a901', NULL, false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.person VALUES (3, 'admin', '$argon2id$v=19$m=8,t=1,p=1$4zyntJbSGqNUCkHIOSfEuA$agzuougcSS2pjmoG1ztxmvVR8buYuLWnhYTLmG6Utks', true, '81dbc4470b52475c9fa16e4909a22ef1', NULL, false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.person VALUES (4, 'kanwil', '$argon2id$v=19$m=8,t=1,p=1$4zyntJbSGqNUCkHIOSfEuA$agzuougcSS2pjmoG1ztxmvVR8buYuLWnhYTLmG6Utks', true, 'bc249726d8ac4e4bb3b1b95e0b233d19', NULL, false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.receipt VALUES (14251520201, 2, 1);
INSERT INTO public.receipt VALUES (342186746571, 2, 5);
INSERT INTO public.receipt VALUES (229170965386, 2, 9);
INSERT INTO public.receipt VALUES (820325842644, 2, 14);
INSERT INTO public.receipt VALUES (482038764445, 2, 18);
INSERT INTO public.receipt VALUES (361492857867, 2, 22);
INSERT INTO public.receipt VALUES (841889307253, 2, 26);
INSERT INTO public.receipt VALUES (605584733176, 2, 30);
INSERT INTO public.receipt VALUES (366343248775, 2, 34);
INSERT INTO public.receipt VALUES (808281856533, 2, 35);
INSERT INTO public.receipt VALUES (1032170022844, 2, 39);
INSERT INTO public.receipt VALUES (661841272531, 2, 44);
INSERT INTO public.receipt VALUES (266790543698, 2, 48);
INSERT INTO public.receipt VALUES (1067592058846, 2, 52);
INSERT INTO public.receipt VALUES (824156689852, 2, 56);
INSERT INTO public.receipt VALUES (44377778826, 2, 58);
INSERT INTO public.receipt VALUES (383690897377, 2, 62);
INSERT INTO public.receipt VALUES (687405673161, 2, 63);
INSERT INTO public.receipt VALUES (92620549175, 2, 67);
INSERT INTO public.receipt VALUES (873092288720, 2, 71);
INSERT INTO public.receipt VALUES (284256545670, 2, 72);
INSERT INTO public.receipt VALUES (314061128958, 2, 73);
INSERT INTO public.receipt VALUES (712504407989, 2, 77);
INSERT INTO public.receipt VALUES (818407852932, 2, 79);
INSERT INTO public.receipt VALUES (155367483270, 3, 1);
INSERT INTO public.receipt VALUES (44588378390, 3, 2);
INSERT INTO public.receipt VALUES (438486840257, 3, 6);
INSERT INTO public.receipt VALUES (1016369185005, 2, 83);
INSERT INTO public.receipt VALUES (226741139420, 2, 84);
INSERT INTO public.receipt VALUES (880708732297, 2, 85);
INSERT INTO public.receipt VALUES (1018403985960, 2, 89);
INSERT INTO public.receipt VALUES (517455892384, 2, 91);
INSERT INTO public.receipt VALUES (177774597600, 2, 95);
INSERT INTO public.receipt VALUES (190087222122, 2, 99);
INSERT INTO public.receipt VALUES (738696831530, 2, 103);
INSERT INTO public.receipt VALUES (11987165165, 2, 107);
INSERT INTO public.receipt VALUES (1092641936859, 2, 111);
INSERT INTO public.receipt VALUES (695955421713, 2, 115);
INSERT INTO public.receipt VALUES (710671044134, 2, 116);
INSERT INTO public.receipt VALUES (6954616483, 2, 121);
INSERT INTO public.receipt VALUES (327549504673, 2, 122);
INSERT INTO public.receipt VALUES (1055574789561, 2, 126);
INSERT INTO public.receipt VALUES (260515777223, 2, 130);
INSERT INTO public.receipt VALUES (1043510077037, 2, 135);
INSERT INTO public.receipt VALUES (530404799005, 2, 139);
INSERT INTO public.receipt VALUES (1082262975451, 2, 140);
INSERT INTO public.receipt VALUES (90931186733, 2, 141);
INSERT INTO public.receipt VALUES (320412669861, 2, 142);
INSERT INTO public.receipt VALUES (491970080387, 2, 146);
INSERT INTO public.receipt VALUES (480420521382, 2, 150);
INSERT INTO public.receipt VALUES (231240991264, 2, 151);
INSERT INTO public.receipt VALUES (398969053466, 2, 156);
INSERT INTO public.receipt VALUES (467352167374, 3, 11);
INSERT INTO public.receipt VALUES (24817825702, 3, 12);
INSERT INTO public.receipt VALUES (1098981827699, 3, 16);
INSERT INTO public.receipt VALUES (327961581949, 2, 160);
INSERT INTO public.receipt VALUES (768797851286, 2, 164);
INSERT INTO public.receipt VALUES (777053834228, 2, 165);
INSERT INTO public.receipt VALUES (318005268250, 2, 167);
INSERT INTO public.receipt VALUES (1596166207, 2, 171);
INSERT INTO public.receipt VALUES (746568648272, 2, 175);
INSERT INTO public.receipt VALUES (711437143640, 2, 179);
INSERT INTO public.receipt VALUES (774574645376, 2, 183);
INSERT INTO public.receipt VALUES (1021667050882, 2, 187);
INSERT INTO public.receipt VALUES (508398800255, 2, 188);
INSERT INTO public.receipt VALUES (144656596300, 2, 189);
INSERT INTO public.receipt VALUES (209470259225, 2, 194);
INSERT INTO public.seal VALUES (2, 1, 20261116, 47, '\xe9919beab9902ce0aa159767717aa32a0447e7ae9e2d3d15b1e0658cc56d05d6', '\x', '1:47', 1794848700000, 1, '\xd001b6bbde40e90107f3358143e19cb0492a59df03022e38a602140d0590fa08d8cb24265bd100dc55abfd2e2d47b7c397015427e4e9e6a37c126b0a4c6d7704', '\xc4c0224714ff62b4cc715769efb3655694c9dd849054bcc44190af639ea47e6d075ff83f9ad6122c6a9139472bb886dc9ba3499588143fa4fb691963f5f9313f954e04c58a0c91fdb8ede5583297b49f01fed9da0bcfac052960928e7fc8735505ac650a2a1e2c50cc0ad7f4e704ff40962bb17cc7467f3842ac0f46c387e2c7a435e4f0a3900adecfdc6754b921d753dca021dbee53ccf545859d5727590551');
INSERT INTO public.seal VALUES (3, 1, 20261116, 0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '\x', '', 1794848700000, 1, '\x361c7ebbe1ede45873c52ed26a1f87eec9b5af62a0a127594300f818a66b6551a82461ff94697d3cdf332f6d6482736ec32817489052f632eb625ff06c26640c', '\x');
INSERT INTO public.seal VALUES (2, 2, 20261117, 83, '\xcd2581fd9cf88dfdcdec68894886ff23aed1453a8641ee427e8c1b189bdefabd', '\x591c32afc50de81d6d94303983ed03c442785b3ee8107f1e4ec34e07adaad112', '1:66 3:16 5:1', 1794935100000, 1, '\xa223bc42d536198e733f422b1abafb184d43814fc3d1bb59df9f5626e57e263023469025aec2ec7571f7de18b415f6fca80900c60206e16302129de3627a4807', '\x9caff8f05f0e6aeb79772c93b93a0de4614e629e7797e26368cc9d46f3d2061f3ce4b879a33b795fef59ca7426836145b9eb1c483f8bfd08f800d01954df221621be231d9be594406471f1bbb97efd1332d1ee21ca06a882f91c5d85aadffab03e64208e881d943d946d31e160a2afd2ede7ca8b4207a167afe335afdc86024e');
INSERT INTO public.seal VALUES (3, 2, 20261117, 10, '\xd2062c7911c19266f518a578dd95abc45e58bda07b4268c5dd0c7112bcff4f6b', '\x4e335eada7ad13832e410128624479cf39d2abf045c2d0d9a54882dcfa6e052d', '1:9 3:1', 1794935100000, 1, '\x6529d4a9fe056d8eafdbf170fbad92c08eba93c967e940ce673fde64ad5baee5dfc21070a5f0c85cfd3ae9985bc22eac59281d3a2a1c25e28d1edda2b1f5b600', '\x6be02827e7ee39713572a449cc1bbcf500b6b4498a66076ead13699af379c068a69f1a108be6423c7ca3caf82da05e68c5311f48c1e060072afc6261262e84b9');
INSERT INTO public.seal VALUES (2, 3, 20261118, 121, '\x9c5d20068fe54d83c171d1c3c56dc070259dff1d31f257f5d2d7a6cc6a9b6014', '\xca08728b17a100a424bec61174b3cc5a14bc86faf59df6cf75a85a2d3dac5c01', '1:94 3:26 5:1', 1795021500000, 1, '\xa2fb12ce0d973f62113356c948b5a945647091ba76e103e329519ca3cd57564726525c8aa77ca8b6317b33a5ac64d84a8b034feb253e19b430f32c1aebdf1c09', '\x9caff8f05f0e6aeb79772c93b93a0de4614e629e7797e26368cc9d46f3d2061f21b4cea214bd1eb96149ae62187d9b6cb58459f187a1f9cdbef2d9e4d0adc8315988a25260f9805326b38393b83580e3faa833cb71009f925851c14aee6ed52da2ba45f535819708a804abc62996e76d0396acfa6d2d86e97a6b9b4da1922b3c4e57ec2d9758ac295d8f927aa6b8a4bcccd06c0b4a0e5a1f0d1196d45094971e');
INSERT INTO public.seal VALUES (3, 3, 20261118, 10, '\xd2062c7911c19266f518a578dd95abc45e58bda07b4268c5dd0c7112bcff4f6b', '\x06aa494783b666850ec711b25515c560b63ae0a2f55e1811aebb0701b34e9a40', '1:9 3:1', 1795021500000, 1, '\xc66d0f468dc5a1164962d6cbe1699b289651f9870002804a5896a1558806eece5ebc3b82986cb1a5ef82a7dd36b2048f06a8515c30b3f4531b04d299c369e701', '\x6be02827e7ee39713572a449cc1bbcf500b6b4498a66076ead13699af379c068a69f1a108be6423c7ca3caf82da05e68c5311f48c1e060072afc6261262e84b9');
INSERT INTO public.seal VALUES (2, 4, 20261119, 159, '\xc55f8ba24f1db602211e795bb066ab78c54b40da3dd7f5927b5311feadf0d482', '\x799b2b02cac38f63b2f341937dde4b16265f62776b6904a6c5bfec6f31b74282', '1:115 3:43 5:1', 1795107900000, 1, '\x96d50fcde4e4c4cb56d769acc670b0dfbfee8f18d9ebccdab406258836a1ad041524cccb10c06e386b2a64a8e0f1cdb8cb4121044fd5549ab00d28f6d72d2e08', '\x1f24f11b993676b4df565482ca75dcb1f31e93a4e9bcacbfc8ebb8768d006922202e30127ccd2c9d9cc3ec5d9c75eb3a3260817ecf65694c8f0f8fadf6bfc2bc3f1cc3feef36d55fe2b1869f38aa0e60eeca8515af4681470b863ce7a6a2c2a4c626fd38d476d7b7ff2c041122545b904fe1229f129f1b1b20f9418f095e5490c04dc035cdc39c73a7c47cea53fd63b170bd53ca77f92f6068888badc9f3ffb90dabbb3a692be621e13ca5aa785caee499c42d3ffedda9ba45b366a01669cfe8');
INSERT INTO public.seal VALUES (3, 4, 20261119, 20, '\x25aa691c15c78c340dd26d307caa80310a17e8504aa2e5807a81df7d79b827f5', '\x123cef33bb1cc5b9b273cca79c29f88b979071f799af60b69a17fa1f59733f39', '1:18 3:2', 1795107900000, 1, '\x1d8bda5e26557bbc672958fb5183e6ccb4555aed276ee350ce1b38ec7896679cf5cb0b94b75bfb72020c81d59282bfe90811153c262f1f2135bc59c967bb1609', '\x19ec793c2e7feb0c769521c84a5a2195b84b926805d42229241c70349be92e61090a258a3c84fcb50454d33528fcea2fda48d7a5997f15889d479c71bc2caac8');
INSERT INTO public.seal_key VALUES (1, '\xc8a1da9134ae8b1d2c01ec8e27905be9e30d209f903b212f2d0949bdf792b213', 1794848700000, '', '\x');
INSERT INTO public.served_count VALUES (1, 2, 20261116, 20, 'petugas', 1794793080000);
INSERT INTO public.served_count VALUES (2, 2, 20261117, 20, 'petugas', 1794880080000);
INSERT INTO public.served_count VALUES (3, 2, 20261118, 20, 'petugas', 1794965880000);
INSERT INTO public.served_count VALUES (4, 2, 20261119, 20, 'petugas', 1795052880000);
INSERT INTO public.served_count VALUES (5, 2, 20261120, 20, 'petugas', 1795138680000);
INSERT INTO public.service VALUES (1, 2, 'paspor', 'Paspor', 'Passports');
INSERT INTO public.service VALUES (2, 2, 'izin', 'Izin tinggal', 'Izin tinggal');
INSERT INTO public.service VALUES (3, 3, 'kunjungan', 'Kunjungan', 'Kunjungan');
INSERT INTO public.sign_in VALUES ('ddb3424924f84fc4d0e000cb485105e69df1e3d971898182d7b2370ade4132a6', 1, 1794790800000, 1794790800000, 'tests', NULL);
INSERT INTO public.ticket_batch VALUES (1, 2, 1, 12, 20261116, 20261120, '\x9ce93fa1c8f56d5352d6f34566ce0b2c8ef8d451834910ebf027036042439130', '\x0000', 1794790800000, 'petugas', NULL, 1);
INSERT INTO public.ticket_hour VALUES (1, 498577, 1);
INSERT INTO public.unit VALUES (1, 'kanwil-babel', 'Kantor Wilayah Bangka Belitung', 'Kantor Wilayah Bangka Belitung', 'regional', 'Asia/Jakarta', NULL);
INSERT INTO public.unit VALUES (2, 'kanim', 'Kantor Imigrasi Kelas II TPI Uji', 'Kantor Imigrasi Kelas II TPI Uji', 'unit', 'Asia/Jakarta', NULL);
INSERT INTO public.unit VALUES (3, 'lapas', 'Lapas Kelas IIB Uji', 'Lapas Kelas IIB Uji', 'unit', 'Asia/Jayapura', NULL);
INSERT INTO public.wall VALUES (1, 2, 'Ruang tunggu', true, '2be9d049b1a3ce8bfcaa816eb2ac8b817044257005bc9cf114caf06861dc4815', 'kepala', 1794790800000, NULL);
SELECT pg_catalog.setval('public.act_id_seq', 1, true);
SELECT pg_catalog.setval('public.affiliation_id_seq', 2, true);
SELECT pg_catalog.setval('public.comment_id_seq', 1, true);
SELECT pg_catalog.setval('public.counter_closure_id_seq', 1, false);
SELECT pg_catalog.setval('public.counter_id_seq', 3, true);
SELECT pg_catalog.setval('public.device_id_seq', 2, true);
SELECT pg_catalog.setval('public.device_move_id_seq', 1, false);
SELECT pg_catalog.setval('public.device_pause_id_seq', 1, false);
SELECT pg_catalog.setval('public.follow_up_evidence_id_seq', 1, false);
SELECT pg_catalog.setval('public.follow_up_id_seq', 1, true);
SELECT pg_catalog.setval('public.follow_up_plan_id_seq', 1, true);
SELECT pg_catalog.setval('public.follow_up_status_id_seq', 2, true);
SELECT pg_catalog.setval('public.grant_of_role_id_seq', 5, true);
SELECT pg_catalog.setval('public.health_probe_id_seq', 1, false);
SELECT pg_catalog.setval('public.installation_id_seq', 1, false);
SELECT pg_catalog.setval('public.instrument_version_id_seq', 6, true);
SELECT pg_catalog.setval('public.notice_id_seq', 3, true);
SELECT pg_catalog.setval('public.opening_hours_id_seq', 1, false);
SELECT pg_catalog.setval('public.pairing_id_seq', 1, false);
SELECT pg_catalog.setval('public.person_id_seq', 4, true);
SELECT pg_catalog.setval('public.served_count_id_seq', 5, true);
SELECT pg_catalog.setval('public.service_id_seq', 3, true);
SELECT pg_catalog.setval('public.ticket_batch_id_seq', 1, true);
SELECT pg_catalog.setval('public.unit_id_seq', 3, true);
SELECT pg_catalog.setval('public.wall_id_seq', 1, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.act
    ADD CONSTRAINT pk_act PRIMARY KEY (id);
ALTER TABLE ONLY public.act_place
    ADD CONSTRAINT pk_act_place PRIMARY KEY (act_id, unit_id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT pk_affiliation PRIMARY KEY (id);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT pk_comment PRIMARY KEY (id);
ALTER TABLE ONLY public.comment_box
    ADD CONSTRAINT pk_comment_box PRIMARY KEY (unit_id, day, box);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT pk_counter PRIMARY KEY (id);
ALTER TABLE ONLY public.counter_closure
    ADD CONSTRAINT pk_counter_closure PRIMARY KEY (id);
ALTER TABLE ONLY public.counter_service
    ADD CONSTRAINT pk_counter_service PRIMARY KEY (counter_id, service_id);
ALTER TABLE ONLY public.daily_channel
    ADD CONSTRAINT pk_daily_channel PRIMARY KEY (service_day, unit_id, channel, basis);
ALTER TABLE ONLY public.daily_pairs
    ADD CONSTRAINT pk_daily_pairs PRIMARY KEY (service_day, unit_id, instrument_id, a, b, basis);
ALTER TABLE ONLY public.daily_tally
    ADD CONSTRAINT pk_daily_tally PRIMARY KEY (service_day, unit_id, instrument_id, question, basis);
ALTER TABLE ONLY public.daily_visits
    ADD CONSTRAINT pk_daily_visits PRIMARY KEY (service_day, unit_id, instrument_id, part, basis);
ALTER TABLE ONLY public.device
    ADD CONSTRAINT pk_device PRIMARY KEY (id);
ALTER TABLE ONLY public.device_move
    ADD CONSTRAINT pk_device_move PRIMARY KEY (id);
ALTER TABLE ONLY public.device_pause
    ADD CONSTRAINT pk_device_pause PRIMARY KEY (id);
ALTER TABLE ONLY public.device_report
    ADD CONSTRAINT pk_device_report PRIMARY KEY (device_id);
ALTER TABLE ONLY public.device_succession
    ADD CONSTRAINT pk_device_succession PRIMARY KEY (device_id);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT pk_entry PRIMARY KEY (unit_id, seq);
ALTER TABLE ONLY public.first_step
    ADD CONSTRAINT pk_first_step PRIMARY KEY (unit_id, step);
ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT pk_follow_up PRIMARY KEY (id);
ALTER TABLE ONLY public.follow_up_evidence
    ADD CONSTRAINT pk_follow_up_evidence PRIMARY KEY (id);
ALTER TABLE ONLY public.follow_up_notice
    ADD CONSTRAINT pk_follow_up_notice PRIMARY KEY (notice_id);
ALTER TABLE ONLY public.follow_up_plan
    ADD CONSTRAINT pk_follow_up_plan PRIMARY KEY (id);
ALTER TABLE ONLY public.follow_up_status
    ADD CONSTRAINT pk_follow_up_status PRIMARY KEY (id);
ALTER TABLE ONLY public.form_once
    ADD CONSTRAINT pk_form_once PRIMARY KEY (form);
ALTER TABLE ONLY public.grant_of_role
    ADD CONSTRAINT pk_grant_of_role PRIMARY KEY (id);
ALTER TABLE ONLY public.hand_on
    ADD CONSTRAINT pk_hand_on PRIMARY KEY (unit_id, service_day);
ALTER TABLE ONLY public.handoff
    ADD CONSTRAINT pk_handoff PRIMARY KEY (code_hash);
ALTER TABLE ONLY public.health_probe
    ADD CONSTRAINT pk_health_probe PRIMARY KEY (id);
ALTER TABLE ONLY public.holiday
    ADD CONSTRAINT pk_holiday PRIMARY KEY (unit_id, day);
ALTER TABLE ONLY public.installation
    ADD CONSTRAINT pk_installation PRIMARY KEY (id);
ALTER TABLE ONLY public.instrument_version
    ADD CONSTRAINT pk_instrument_version PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT pk_invitation PRIMARY KEY (code_hash);
ALTER TABLE ONLY public.lease
    ADD CONSTRAINT pk_lease PRIMARY KEY (name);
ALTER TABLE ONLY public.ledger_day
    ADD CONSTRAINT pk_ledger_day PRIMARY KEY (unit_id, service_day);
ALTER TABLE ONLY public.ledger_head
    ADD CONSTRAINT pk_ledger_head PRIMARY KEY (unit_id);
ALTER TABLE ONLY public.letterhead
    ADD CONSTRAINT pk_letterhead PRIMARY KEY (unit_id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT pk_link PRIMARY KEY (code);
ALTER TABLE ONLY public.monthly_pairs
    ADD CONSTRAINT pk_monthly_pairs PRIMARY KEY (unit_id, instrument_id, a, b, basis, month);
ALTER TABLE ONLY public.monthly_tally
    ADD CONSTRAINT pk_monthly_tally PRIMARY KEY (unit_id, instrument_id, question, basis, month);
ALTER TABLE ONLY public.monthly_visits
    ADD CONSTRAINT pk_monthly_visits PRIMARY KEY (unit_id, instrument_id, part, basis, month);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT pk_notice PRIMARY KEY (id);
ALTER TABLE ONLY public.official_survey
    ADD CONSTRAINT pk_official_survey PRIMARY KEY (unit_id);
ALTER TABLE ONLY public.open_link_hour
    ADD CONSTRAINT pk_open_link_hour PRIMARY KEY (counter_id, hour);
ALTER TABLE ONLY public.opening_hours
    ADD CONSTRAINT pk_opening_hours PRIMARY KEY (id);
ALTER TABLE ONLY public.operator_pin
    ADD CONSTRAINT pk_operator_pin PRIMARY KEY (unit_id);
ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT pk_pairing PRIMARY KEY (id);
ALTER TABLE ONLY public.paper_form
    ADD CONSTRAINT pk_paper_form PRIMARY KEY (form);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);
ALTER TABLE ONLY public.profile_tally
    ADD CONSTRAINT pk_profile_tally PRIMARY KEY (unit_id, month, question, answer);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT pk_receipt PRIMARY KEY (code, unit_id, seq);
ALTER TABLE ONLY public.seal
    ADD CONSTRAINT pk_seal PRIMARY KEY (unit_id, number);
ALTER TABLE ONLY public.seal_key
    ADD CONSTRAINT pk_seal_key PRIMARY KEY (number);
ALTER TABLE ONLY public.seal_witness
    ADD CONSTRAINT pk_seal_witness PRIMARY KEY (unit_id, number, fingerprint, device_id);
ALTER TABLE ONLY public.served_count
    ADD CONSTRAINT pk_served_count PRIMARY KEY (id);
ALTER TABLE ONLY public.service
    ADD CONSTRAINT pk_service PRIMARY KEY (id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT pk_sign_in PRIMARY KEY (code_hash);
ALTER TABLE ONLY public.sign_in_failure
    ADD CONSTRAINT pk_sign_in_failure PRIMARY KEY (key);
ALTER TABLE ONLY public.ticket_batch
    ADD CONSTRAINT pk_ticket_batch PRIMARY KEY (id);
ALTER TABLE ONLY public.ticket_hour
    ADD CONSTRAINT pk_ticket_hour PRIMARY KEY (counter_id, hour);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT pk_unit PRIMARY KEY (id);
ALTER TABLE ONLY public.wall
    ADD CONSTRAINT pk_wall PRIMARY KEY (id);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT uq_counter_code UNIQUE (code);
ALTER TABLE ONLY public.device
    ADD CONSTRAINT uq_device_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT uq_entry_unit_id_answer UNIQUE (unit_id, answer);
ALTER TABLE ONLY public.grant_of_role
    ADD CONSTRAINT uq_grant_of_role_person_id_role_unit_id UNIQUE (person_id, role, unit_id);
ALTER TABLE ONLY public.instrument_version
    ADD CONSTRAINT uq_instrument_version_name UNIQUE (name);
ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT uq_pairing_code_hash UNIQUE (code_hash);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_email UNIQUE (email);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_fs_uniquifier UNIQUE (fs_uniquifier);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_name UNIQUE (name);
ALTER TABLE ONLY public.service
    ADD CONSTRAINT uq_service_unit_id_code UNIQUE (unit_id, code);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT uq_unit_code UNIQUE (code);
ALTER TABLE ONLY public.wall
    ADD CONSTRAINT uq_wall_code_hash UNIQUE (code_hash);
CREATE INDEX ix_act_unit_id ON public.act USING btree (unit_id);
CREATE INDEX ix_affiliation_unit_id ON public.affiliation USING btree (unit_id);
CREATE INDEX ix_comment_unit_id ON public.comment USING btree (unit_id);
CREATE INDEX ix_counter_closure_counter_id ON public.counter_closure USING btree (counter_id);
CREATE INDEX ix_counter_unit_id ON public.counter USING btree (unit_id);
CREATE INDEX ix_device_counter_id ON public.device USING btree (counter_id);
CREATE INDEX ix_device_move_device_id ON public.device_move USING btree (device_id);
CREATE INDEX ix_device_pause_device_id ON public.device_pause USING btree (device_id);
CREATE INDEX ix_entry_marked ON public.entry USING btree (unit_id, seq) WHERE ((marks)::text <> ''::text);
CREATE INDEX ix_entry_visit ON public.entry USING btree (unit_id, visit);
CREATE INDEX ix_follow_up_evidence_follow_up_id ON public.follow_up_evidence USING btree (follow_up_id);
CREATE INDEX ix_follow_up_notice_follow_up_id ON public.follow_up_notice USING btree (follow_up_id);
CREATE INDEX ix_follow_up_plan_follow_up_id ON public.follow_up_plan USING btree (follow_up_id);
CREATE INDEX ix_follow_up_status_follow_up_id ON public.follow_up_status USING btree (follow_up_id);
CREATE INDEX ix_follow_up_unit_id ON public.follow_up USING btree (unit_id);
CREATE INDEX ix_handoff_made_at ON public.handoff USING btree (made_at);
CREATE INDEX ix_invitation_person_id ON public.invitation USING btree (person_id);
CREATE INDEX ix_link_counter_id ON public.link USING btree (counter_id);
CREATE INDEX ix_link_unit_id ON public.link USING btree (unit_id);
CREATE INDEX ix_notice_unit_id ON public.notice USING btree (unit_id);
CREATE INDEX ix_opening_hours_unit_id ON public.opening_hours USING btree (unit_id);
CREATE INDEX ix_paper_form_unit_id ON public.paper_form USING btree (unit_id);
CREATE INDEX ix_served_count_unit_id_day ON public.served_count USING btree (unit_id, day);
CREATE INDEX ix_sign_in_person_id ON public.sign_in USING btree (person_id);
CREATE INDEX ix_ticket_batch_unit_id ON public.ticket_batch USING btree (unit_id);
CREATE INDEX ix_wall_unit_id ON public.wall USING btree (unit_id);
CREATE TRIGGER act_change BEFORE DELETE OR UPDATE ON public.act FOR EACH ROW EXECUTE FUNCTION public.act_is_kept();
CREATE TRIGGER act_place_change BEFORE DELETE OR UPDATE ON public.act_place FOR EACH ROW EXECUTE FUNCTION public.act_is_kept();
CREATE TRIGGER act_place_truncate BEFORE TRUNCATE ON public.act_place FOR EACH STATEMENT EXECUTE FUNCTION public.act_is_kept();
CREATE TRIGGER act_truncate BEFORE TRUNCATE ON public.act FOR EACH STATEMENT EXECUTE FUNCTION public.act_is_kept();
CREATE TRIGGER entry_change BEFORE DELETE OR UPDATE ON public.entry FOR EACH ROW EXECUTE FUNCTION public.entry_is_kept();
CREATE TRIGGER entry_insert BEFORE INSERT ON public.entry FOR EACH ROW EXECUTE FUNCTION public.entry_is_next();
CREATE TRIGGER entry_truncate BEFORE TRUNCATE ON public.entry FOR EACH STATEMENT EXECUTE FUNCTION public.entry_is_kept();
CREATE TRIGGER seal_change BEFORE DELETE OR UPDATE ON public.seal FOR EACH ROW EXECUTE FUNCTION public.seal_is_kept();
CREATE TRIGGER seal_insert BEFORE INSERT ON public.seal FOR EACH ROW EXECUTE FUNCTION public.seal_is_next();
CREATE TRIGGER seal_key_change BEFORE DELETE OR UPDATE ON public.seal_key FOR EACH ROW EXECUTE FUNCTION public.seal_is_kept();
CREATE TRIGGER seal_key_truncate BEFORE TRUNCATE ON public.seal_key FOR EACH STATEMENT EXECUTE FUNCTION public.seal_is_kept();
CREATE TRIGGER seal_truncate BEFORE TRUNCATE ON public.seal FOR EACH STATEMENT EXECUTE FUNCTION public.seal_is_kept();
ALTER TABLE ONLY public.act_place
    ADD CONSTRAINT fk_act_place_act_id FOREIGN KEY (act_id) REFERENCES public.act(id);
ALTER TABLE ONLY public.act_place
    ADD CONSTRAINT fk_act_place_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.act
    ADD CONSTRAINT fk_act_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT fk_affiliation_parent_id FOREIGN KEY (parent_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT fk_affiliation_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.comment_box
    ADD CONSTRAINT fk_comment_box_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.comment
    ADD CONSTRAINT fk_comment_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.counter_closure
    ADD CONSTRAINT fk_counter_closure_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.counter_service
    ADD CONSTRAINT fk_counter_service_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.counter_service
    ADD CONSTRAINT fk_counter_service_service_id FOREIGN KEY (service_id) REFERENCES public.service(id);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT fk_counter_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.daily_channel
    ADD CONSTRAINT fk_daily_channel_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.daily_pairs
    ADD CONSTRAINT fk_daily_pairs_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.daily_tally
    ADD CONSTRAINT fk_daily_tally_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.daily_visits
    ADD CONSTRAINT fk_daily_visits_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.device
    ADD CONSTRAINT fk_device_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.device_move
    ADD CONSTRAINT fk_device_move_device_id FOREIGN KEY (device_id) REFERENCES public.device(id);
ALTER TABLE ONLY public.device_move
    ADD CONSTRAINT fk_device_move_left_id FOREIGN KEY (left_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.device_pause
    ADD CONSTRAINT fk_device_pause_device_id FOREIGN KEY (device_id) REFERENCES public.device(id);
ALTER TABLE ONLY public.device_report
    ADD CONSTRAINT fk_device_report_device_id FOREIGN KEY (device_id) REFERENCES public.device(id);
ALTER TABLE ONLY public.device_succession
    ADD CONSTRAINT fk_device_succession_device_id FOREIGN KEY (device_id) REFERENCES public.device(id);
ALTER TABLE ONLY public.device_succession
    ADD CONSTRAINT fk_device_succession_replaced_id FOREIGN KEY (replaced_id) REFERENCES public.device(id);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT fk_entry_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT fk_entry_instrument_id FOREIGN KEY (instrument_id) REFERENCES public.instrument_version(id);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT fk_entry_service_id FOREIGN KEY (service_id) REFERENCES public.service(id);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT fk_entry_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.first_step
    ADD CONSTRAINT fk_first_step_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.follow_up_evidence
    ADD CONSTRAINT fk_follow_up_evidence_follow_up_id FOREIGN KEY (follow_up_id) REFERENCES public.follow_up(id);
ALTER TABLE ONLY public.follow_up_notice
    ADD CONSTRAINT fk_follow_up_notice_follow_up_id FOREIGN KEY (follow_up_id) REFERENCES public.follow_up(id);
ALTER TABLE ONLY public.follow_up_notice
    ADD CONSTRAINT fk_follow_up_notice_notice_id FOREIGN KEY (notice_id) REFERENCES public.notice(id);
ALTER TABLE ONLY public.follow_up_plan
    ADD CONSTRAINT fk_follow_up_plan_follow_up_id FOREIGN KEY (follow_up_id) REFERENCES public.follow_up(id);
ALTER TABLE ONLY public.follow_up_status
    ADD CONSTRAINT fk_follow_up_status_follow_up_id FOREIGN KEY (follow_up_id) REFERENCES public.follow_up(id);
ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT fk_follow_up_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.grant_of_role
    ADD CONSTRAINT fk_grant_of_role_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.grant_of_role
    ADD CONSTRAINT fk_grant_of_role_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.hand_on
    ADD CONSTRAINT fk_hand_on_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.handoff
    ADD CONSTRAINT fk_handoff_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.holiday
    ADD CONSTRAINT fk_holiday_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.ledger_day
    ADD CONSTRAINT fk_ledger_day_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.ledger_head
    ADD CONSTRAINT fk_ledger_head_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.letterhead
    ADD CONSTRAINT fk_letterhead_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT fk_link_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT fk_link_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.monthly_pairs
    ADD CONSTRAINT fk_monthly_pairs_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.monthly_tally
    ADD CONSTRAINT fk_monthly_tally_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.monthly_visits
    ADD CONSTRAINT fk_monthly_visits_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.official_survey
    ADD CONSTRAINT fk_official_survey_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.open_link_hour
    ADD CONSTRAINT fk_open_link_hour_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.opening_hours
    ADD CONSTRAINT fk_opening_hours_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.operator_pin
    ADD CONSTRAINT fk_operator_pin_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT fk_pairing_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.paper_form
    ADD CONSTRAINT fk_paper_form_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.paper_form
    ADD CONSTRAINT fk_paper_form_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT fk_person_left_unit_id FOREIGN KEY (left_unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.profile_tally
    ADD CONSTRAINT fk_profile_tally_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.receipt
    ADD CONSTRAINT fk_receipt_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.seal
    ADD CONSTRAINT fk_seal_key_number FOREIGN KEY (key_number) REFERENCES public.seal_key(number);
ALTER TABLE ONLY public.seal
    ADD CONSTRAINT fk_seal_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.seal_witness
    ADD CONSTRAINT fk_seal_witness_device_id FOREIGN KEY (device_id) REFERENCES public.device(id);
ALTER TABLE ONLY public.seal_witness
    ADD CONSTRAINT fk_seal_witness_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.served_count
    ADD CONSTRAINT fk_served_count_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.service
    ADD CONSTRAINT fk_service_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT fk_sign_in_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.ticket_batch
    ADD CONSTRAINT fk_ticket_batch_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.ticket_batch
    ADD CONSTRAINT fk_ticket_batch_unit_id FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.ticket_hour
    ADD CONSTRAINT fk_ticket_hour_counter_id FOREIGN KEY (counter_id) REFERENCES public.counter(id);
ALTER TABLE ONLY public.wall
    ADD CONSTRAINT fk_wall_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
