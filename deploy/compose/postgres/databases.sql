-- Runs once, when the volume is new: a database for each service, owned by a role of the same name that may do nothing
-- else. Passwords come from the environment.
\set ON_ERROR_STOP on
\getenv catalog_password CATALOG_DB_PASSWORD
\getenv session_password SESSION_DB_PASSWORD
\getenv grading_password GRADING_DB_PASSWORD
\getenv keycloak_password KEYCLOAK_DB_PASSWORD

create role catalog login password :'catalog_password';
create role session login password :'session_password';
create role grading login password :'grading_password';
create role keycloak login password :'keycloak_password';

create database catalog owner catalog;
create database session owner session;
create database grading owner grading;
create database keycloak owner keycloak;

-- No service can read another's database, not even by accident.
revoke all on database catalog, session, grading, keycloak, postgres, template1 from public;
