// node-postgres: strings, bound without a type.
import { isDeepStrictEqual, inspect } from 'node:util';
import pg from 'pg';

// Anywhere but where midnight is that of UTC.
process.env.TZ = 'America/New_York';

const TYPES = ['program_code', 'posting_status', 'country_code', 'coverage'];
const COLUMNS = ['program', 'status', 'country', 'cover'];
const VALUES = ['C-TPAT', 'active', 'CA', '{2004-10-20:2,2006-01-01:0}'];
const SPELLED = ['c-tpat ', ' ACTIVE', 'can', ' {2004-10-20 : 2, 2006-01-01 : 0} '];
const ARRAYS = ['programs', 'statuses', 'countries', 'covers'];
const LISTS = [['C-TPAT', null, 'CSI'], ['active', null, 'closing'], ['CA', null, 'MX'], ['{-infinity:1,2004-10-20:0}', null, '{}']];
const ARRAY_TEXTS = ['{C-TPAT,NULL,CSI}', '{active,NULL,closing}', '{CA,NULL,MX}', '{"{-infinity:1,2004-10-20:0}",NULL,"{}"}'];
const ALL = [...COLUMNS, ...ARRAYS].join(', ');
const ROW = [...VALUES, ...ARRAY_TEXTS];
const NULLS = Array(8).fill(null);
const OTHER = ['CSI', 'closed', 'MX', '{}', '{}', '{}', '{}', '{}'];

let count = 0;

function check(got, wanted, name) {
	const passed = isDeepStrictEqual(got, wanted);
	console.log(`${passed ? 'ok' : 'not ok'} ${++count} - ${name}`);
	if (!passed)
		console.log(`# got:    ${inspect(got, { breakLength: Infinity })}\n# wanted: ${inspect(wanted, { breakLength: Infinity })}`);
}

const client = new pg.Client();
await client.connect();

// The rows as arrays, or the SQLSTATE.
async function run(text, values = [], options = {}) {
	try {
		return (await client.query({ text, values, rowMode: 'array', ...options })).rows;
	} catch (error) {
		return error.code;
	}
}

const get = (where, values, options) => run(`SELECT ${ALL} FROM sample WHERE ${where} ORDER BY id`, values, options);

// Results.
check(await get('true'), [ROW, NULLS, OTHER], 'results are strings, NULL is null');
const steps = await run('SELECT first_day::text, last_day::text, value FROM sample, coverage_steps(cover) WHERE id = 1');
check(steps, [['2004-10-20', '2005-12-31', '2'], ['2006-01-01', null, '0']], 'coverage_steps: bigint is a string');
const [[firstDay]] = await run('SELECT first_day FROM sample, coverage_steps(cover) WHERE id = 1 LIMIT 1');
check(firstDay, new Date(2004, 9, 20), 'coverage_steps: date is a Date at local midnight');
const [[present]] = await run("SELECT presence_agg(7, '[2004-10-20,2006-01-01)'::daterange)");
check(await run('SELECT unit, first_day::text, last_day::text FROM presence_rows($1)', [present]), [['7', '2004-10-20', '2005-12-31']], 'a presence is a string, there and back');

// Parameters.
const marks = '$1, $2, $3, $4, $5, $6, $7, $8';
await run(`INSERT INTO sample VALUES (10, ${marks})`, [...VALUES, ...LISTS]);
check(await get('id = 10'), [ROW], 'strings and arrays inserted');
await run(`INSERT INTO sample VALUES (11, ${marks})`, ROW);
check(await get('id = 11'), [ROW], 'strings inserted into array columns');
await run(`INSERT INTO sample VALUES (12, ${marks})`, NULLS);
check(await get('id = 12'), [NULLS], 'null inserted');
await run('DELETE FROM sample WHERE id > 9');
for (const [i, column] of COLUMNS.slice(0, 3).entries()) {
	check(await get(`${column} = $1`, [SPELLED[i]]), [ROW], `${column} = $1, '${SPELLED[i]}'`);
	check(await get(`${column} = $1::text`, [SPELLED[i]]), [ROW], `${column} = $1::text, '${SPELLED[i]}'`);
	check(await get(`${column} = ANY ($1)`, [[SPELLED[i]]]), [ROW], `${column} = ANY ($1) with an array, '${SPELLED[i]}'`);
	for (const round of [1, 2])
		check(await get(`${column} = $1`, [VALUES[i]], { name: `by ${column}` }), [ROW], `${column} = $1, prepared, round ${round}`);
	check(await get(`${column} = $1`, ['!']), '22P02', `${column} = $1 refuses what is none`);
}
const prepared = await run("SELECT name FROM pg_prepared_statements ORDER BY name");
check(prepared, [['by country'], ['by program'], ['by status']], 'statements prepared by the server');
check(await get('cover::text = $1', [VALUES[3]]), [ROW], 'cover::text = $1');
check(await get('cover = $1', [SPELLED[3]]), [ROW], 'cover = $1');
check(await get('cover = ANY ($1)', [[SPELLED[3]]]), [ROW], 'cover = ANY ($1) with an array');

// Arrays need a parser.
const oids = await run(`SELECT oid, typarray FROM unnest($1::regtype[]) WITH ORDINALITY AS t (type, place)
	JOIN pg_type ON oid = type ORDER BY place`, [TYPES]);
const TEXT_ARRAY = 1009;
for (const [i, [, arrayOid]] of oids.entries()) {
	client.setTypeParser(arrayOid, pg.types.getTypeParser(TEXT_ARRAY));
	check(await run(`SELECT ${ARRAYS[i]} FROM sample WHERE id = 1`), [[LISTS[i]]], `${TYPES[i]}[] with the parser of text[] is an array`);
}
// The driver reads the bytes as UTF-8, so that some are lost.
const binary = await run('SELECT program FROM sample WHERE id = $1', [1], { binary: true });
check(binary, [[Buffer.from('5d66873e6c640000', 'hex').toString('utf8')]], 'binary results are of no use');

// A registry: every report, and every call of a function. Keys of rows (bigint) and percentages (numeric) are strings.
const INT8 = 20;
const NUMERIC = 1700;
const number = (value) => (typeof value === 'string' ? Number(value) : value);
const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
const NATURAL = {
	bigint: Number,
	integer: Number,
	boolean: (text) => text === 'true',
	date: (text) => new Date(`${text}T00:00`),
	'bigint[]': (text) => text.slice(1, -1).split(',').map(Number),
	'text[]': (text) => text.slice(1, -1).split(','),
};
const WAYS = {
	untyped: (text) => text,
	natural: (text, type) => (NATURAL[type] ?? String)(text),
};
await client.query('SET ROLE attache_reader');
const { rows: questions } = await client.query('SELECT * FROM question ORDER BY id');
check(questions.length > 30, true, 'many questions');
for (const [way, bind] of Object.entries(WAYS)) {
	for (const { id, source, types, arguments: texts } of questions) {
		const values = texts?.map((text, i) => text === null ? null : bind(text, types[i])) ?? [];
		const marks = types ? `(${values.map((_, i) => `$${i + 1}`)})` : '';
		const { rows, fields } = await client.query(`SELECT * FROM overseas.${source}${marks}`, values);
		const strings = fields.filter((field) => [INT8, NUMERIC].includes(field.dataTypeID)).map((field) => field.name);
		for (const row of rows)
			for (const [name, value] of Object.entries(row))
				row[name] = value instanceof Date ? day(value) : strings.includes(name) ? number(value) : value;
		const { rows: [{ fault }] } = await client.query('SELECT fault($1, $2)', [id, JSON.stringify(rows)]);
		check(fault, '', `${way} parameters: ${source} ${texts ?? ''}`);
		if (!types)
			check(strings.filter((name) => !name.endsWith('_percent') && !name.endsWith('_id')), [], `${source}: numbers are numbers, except keys`);
	}
}

// Lines of a file, and what is wrong with them as rows.
await client.query('RESET ROLE');
await client.query('BEGIN');
await client.query('INSERT INTO overseas.representative_entry (number, name) SELECT * FROM unnest($1::text[], $2::text[])', [['e-1', '', 'E-2'], ['Zoë', null, null]]);
const faults = await run('SELECT line, sqlstate, column_name, message, hint, collides_with FROM overseas.check_entries()');
check(faults, [[3, '22023', null, 'the line is empty', 'Delete it.', null], [4, '23502', 'name', '"name" is blank', 'Every line needs it.', null]],
	'what is wrong with the lines of a file, as rows');
check(await run('SELECT * FROM overseas.accept_entries(complete => false)'), [['1', '2']], 'the good lines go in');
await client.query('ROLLBACK');

await client.end();
console.log(`1..${count}`);
