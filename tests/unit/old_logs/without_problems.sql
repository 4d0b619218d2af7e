CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE "sessions" (
   "number" INTEGER PRIMARY KEY,
   "id" TEXT NOT NULL,
   "started_at" TEXT NOT NULL
);
CREATE TABLE "turns" (
   "session_id" TEXT,
   "seq" INTEGER,
   "author" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "text" TEXT NOT NULL,
   "lang" TEXT,
   "client_id" TEXT,
   "choice" TEXT,
   "answers" INTEGER,
   "messages" TEXT,
   "choices" TEXT,
   "topic" TEXT,
   "state" TEXT,
   PRIMARY KEY ("session_id", "seq")
);
CREATE TABLE "findings" (
   "id" INTEGER PRIMARY KEY,
   "session_id" TEXT NOT NULL,
   "seq" INTEGER NOT NULL,
   "name" TEXT,
   "finding" TEXT
);
CREATE TABLE "red_flags" (
   "id" INTEGER PRIMARY KEY,
   "session_id" TEXT NOT NULL,
   "seq" INTEGER NOT NULL,
   "code" TEXT,
   "level" TEXT,
   "words" TEXT,
   "start" INTEGER
);
CREATE TABLE "outcomes" (
   "id" INTEGER PRIMARY KEY,
   "session_id" TEXT NOT NULL,
   "seq" INTEGER NOT NULL,
   "outcomes" TEXT,
   "rules" TEXT
);
CREATE TABLE "tracker_events" (
   "id" INTEGER PRIMARY KEY,
   "session_id" TEXT NOT NULL,
   "seq" INTEGER NOT NULL,
   "events" TEXT
);
CREATE TABLE "users" (
   "name" TEXT PRIMARY KEY,
   "password_hash" TEXT,
   "created_at" TEXT
);
CREATE TABLE "desk_sessions" (
   "token_hash" TEXT PRIMARY KEY,
   "user" TEXT REFERENCES "users"("name"),
   "started_at" TEXT,
   "seen_at" TEXT
);
INSERT INTO [_sqlite_migrations] VALUES (1, 'session_log', 'm001_sessions', '2026-11-22 10:53:48.682374+00:00');
INSERT INTO [_sqlite_migrations] VALUES (2, 'session_log', 'm002_desk', '2026-11-22 10:53:48.683072+00:00');
INSERT INTO [sessions] VALUES (1, 'old', '2026-11-22T09:30:00+00:00');
INSERT INTO [turns] VALUES ('old', 1, 'bot', '2026-11-22T09:30:00+00:00', 'Hola', 'es', NULL, NULL, NULL, '["Hola"]', '[["language:es", "Español"]]', 'story', 'open');
INSERT INTO [turns] VALUES ('old', 2, 'patient', '2026-11-22T09:30:00+00:00', 'Me duele la rodilla hace dos años', NULL, 'a', NULL, NULL, '[]', '[]', NULL, NULL);
INSERT INTO [turns] VALUES ('old', 3, 'bot', '2026-11-22T09:30:00+00:00', '¿Y?', 'es', NULL, NULL, 2, '["¿Y?"]', '[]', 'duration', 'open');
INSERT INTO [findings] VALUES (1, 'old', 3, 'duration_months', '{"value":{"low":24,"high":24},"status":"answered"}');
INSERT INTO [findings] VALUES (2, 'old', 3, 'age_years', '{"value":61,"status":"answered"}');
INSERT INTO [red_flags] VALUES (1, 'old', 2, 'RF_CES', 'E2', 'no siento', 0);
INSERT INTO [tracker_events] VALUES (1, 'old', 3, '[]');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_sessions_id"
    ON "sessions" ("id");
CREATE UNIQUE INDEX "idx_turns_session_id_client_id"
    ON "turns" ("session_id", "client_id");
CREATE INDEX "idx_findings_session_id_seq"
    ON "findings" ("session_id", "seq");
CREATE INDEX "idx_red_flags_session_id_seq"
    ON "red_flags" ("session_id", "seq");
CREATE INDEX "idx_outcomes_session_id_seq"
    ON "outcomes" ("session_id", "seq");
CREATE INDEX "idx_tracker_events_session_id_seq"
    ON "tracker_events" ("session_id", "seq");
CREATE TRIGGER turns_no_update BEFORE UPDATE ON turns BEGIN SELECT RAISE(ABORT, 'turns only grows'); END;
CREATE TRIGGER turns_no_delete BEFORE DELETE ON turns BEGIN SELECT RAISE(ABORT, 'turns only grows'); END;
CREATE TRIGGER findings_no_update BEFORE UPDATE ON findings BEGIN SELECT RAISE(ABORT, 'findings only grows'); END;
CREATE TRIGGER findings_no_delete BEFORE DELETE ON findings BEGIN SELECT RAISE(ABORT, 'findings only grows'); END;
CREATE TRIGGER red_flags_no_update BEFORE UPDATE ON red_flags BEGIN SELECT RAISE(ABORT, 'red_flags only grows'); END;
CREATE TRIGGER red_flags_no_delete BEFORE DELETE ON red_flags BEGIN SELECT RAISE(ABORT, 'red_flags only grows'); END;
CREATE TRIGGER outcomes_no_update BEFORE UPDATE ON outcomes BEGIN SELECT RAISE(ABORT, 'outcomes only grows'); END;
CREATE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes BEGIN SELECT RAISE(ABORT, 'outcomes only grows'); END;
CREATE TRIGGER tracker_events_no_update BEFORE UPDATE ON tracker_events BEGIN SELECT RAISE(ABORT, 'tracker_events only grows'); END;
CREATE TRIGGER tracker_events_no_delete BEFORE DELETE ON tracker_events BEGIN SELECT RAISE(ABORT, 'tracker_events only grows'); END;
