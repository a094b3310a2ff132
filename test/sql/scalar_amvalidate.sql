-- Operator classes: every one is valid, and there is one for each use.
CREATE TEMP TABLE class AS
SELECT c.oid, a.amname, c.opcname, c.opcintype::regtype::text AS type, c.opcdefault, c.opckeytype
FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod
JOIN pg_depend d ON d.classid = 'pg_opclass'::regclass AND d.objid = c.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'attache';
-- Warnings of amvalidate would show here.
SELECT amname, opcname, type, opcdefault AS is_default, amvalidate(oid)
FROM class ORDER BY amname COLLATE "C", type COLLATE "C", opcname COLLATE "C";

-- The types by their text comparisons.
CREATE TEMP TABLE scalar AS
SELECT left(proname, -length('_texts_eq')) COLLATE "C" AS type FROM pg_proc WHERE proname LIKE '%\_texts\_eq';
-- Types by access method; a gap would show as 'no'.
SELECT t.type, string_agg(a.amname || ' ' || CASE WHEN c.oid IS NULL THEN 'no' ELSE 'yes' END, ', ' ORDER BY a.amname COLLATE "C") AS default_class
FROM scalar t
CROSS JOIN unnest('{btree,hash,gist,brin}'::text[]) AS a(amname)
LEFT JOIN class c ON c.type = t.type AND c.amname = a.amname AND c.opcdefault
GROUP BY t.type ORDER BY t.type;

-- Which types an operator of a family takes beside the family's own.
SELECT a.amname, f.opfname, o.amoplefttype::regtype AS "left", o.amoprighttype::regtype AS "right",
	string_agg(p.oprname, ' ' ORDER BY o.amopstrategy) AS operators
FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily JOIN pg_am a ON a.oid = f.opfmethod
JOIN pg_operator p ON p.oid = o.amopopr
WHERE o.amopfamily IN (SELECT opcfamily FROM pg_opclass WHERE oid IN (SELECT oid FROM class))
	AND EXISTS (SELECT FROM scalar t WHERE starts_with(f.opfname, t.type))
GROUP BY a.amname, f.opfname, o.amoplefttype, o.amoprighttype
ORDER BY a.amname COLLATE "C", f.opfname COLLATE "C", o.amoplefttype::regtype::text COLLATE "C", o.amoprighttype::regtype::text COLLATE "C";
