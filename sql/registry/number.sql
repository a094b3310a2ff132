
-- Codes and numbers, in one spelling each

CREATE FUNCTION fold_number() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
	NEW.number := pg_catalog.upper(pg_catalog.btrim(NEW.number, E' \t\r\n'::pg_catalog.text) COLLATE pg_catalog."C");
	IF NEW.number OPERATOR(pg_catalog.=) ''::pg_catalog.text THEN
		NEW.number := NULL;
	END IF;
	RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION fold_number() FROM PUBLIC;
COMMENT ON FUNCTION fold_number() IS 'trigger: a number in upper case, without blanks around it; blanks alone are none';

CREATE FUNCTION fold_code() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
	NEW.code := pg_catalog.upper(pg_catalog.btrim(NEW.code, E' \t\r\n'::pg_catalog.text) COLLATE pg_catalog."C");
	IF NEW.code OPERATOR(pg_catalog.=) ''::pg_catalog.text THEN
		NEW.code := NULL;
	END IF;
	RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION fold_code() FROM PUBLIC;
COMMENT ON FUNCTION fold_code() IS 'trigger: a code in upper case, without blanks around it, as codes of programs are; blanks alone are none';

CREATE TRIGGER fold_number BEFORE INSERT OR UPDATE ON posting FOR EACH ROW EXECUTE FUNCTION fold_number();
COMMENT ON TRIGGER fold_number ON posting IS 'numbers are kept in upper case, without blanks around them';
CREATE TRIGGER fold_number BEFORE INSERT OR UPDATE ON representative FOR EACH ROW EXECUTE FUNCTION fold_number();
COMMENT ON TRIGGER fold_number ON representative IS 'numbers are kept in upper case, without blanks around them';
CREATE TRIGGER fold_code BEFORE INSERT OR UPDATE ON mission FOR EACH ROW EXECUTE FUNCTION fold_code();
COMMENT ON TRIGGER fold_code ON mission IS 'codes are kept in upper case, without blanks around them';
CREATE TRIGGER fold_code BEFORE INSERT OR UPDATE ON site FOR EACH ROW EXECUTE FUNCTION fold_code();
COMMENT ON TRIGGER fold_code ON site IS 'codes are kept in upper case, without blanks around them';
