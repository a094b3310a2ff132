// PostGraphile: the registry over GraphQL, with nothing but the name of its schema.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { inspect } from 'node:util';
import pg from 'pg';
import { postgraphile } from 'postgraphile';

let count = 0;

function check(got, wanted, name) {
	const passed = got === wanted;
	console.log(`${passed ? 'ok' : 'not ok'} ${++count} - ${name}`);
	if (!passed)
		console.log(`# got:    ${inspect(got)}\n# wanted: ${inspect(wanted)}`);
}

const pool = new pg.Pool({ user: 'attache_reader' });
const server = createServer(postgraphile(pool, 'overseas')).listen(0, '127.0.0.1');
await once(server, 'listening');

async function ask(query, variables) {
	const response = await fetch(`http://127.0.0.1:${server.address().port}/graphql`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ query, variables }),
	});
	const { data, errors } = await response.json();
	if (errors)
		throw new Error(`${query}: ${errors[0].message}`);
	return data;
}

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
// What GraphQL's numbers cannot hold is a string, and a range an object.
const STRINGS = ['bigint', 'numeric'];
const RANGE = '{ start { value inclusive } end { value inclusive } }';
const end = (bound) => bound?.value ?? '';
const rangeText = ({ start, end: stop }) => `${start?.inclusive ? '[' : '('}${end(start)},${end(stop)}${stop?.inclusive ? ']' : ')'}`;

function fromGraphql(value, type) {
	if (value === null)
		return null;
	if (type === 'daterange')
		return rangeText(value);
	return STRINGS.includes(type) && typeof value === 'string' ? Number(value) : value;
}

// A report is found by its comment, which PostGraphile shows as the description of the type.
const { __schema: { types: graphqlTypes, queryType: { fields } } } = await ask(`{ __schema {
	types { name description }
	queryType { fields { name description type { name kind } args { name type { kind name ofType { kind name } } } } } } }`);
const typeNames = new Map(graphqlTypes.map(({ name, description }) => [description, name]));

function fieldOf({ source, types, comment }) {
	if (types)
		return fields.find(({ name, description }) => name === camel(source) && description === comment);
	const type = typeNames.get(comment);
	return fields.find(({ description }) => description === `Reads and enables pagination through a set of \`${type}\`.`);
}

const { rows: questions } = await pool.query('SELECT * FROM question ORDER BY id');
check(questions.length > 30, true, 'many questions');
for (const question of questions) {
	const { id, source, types, columns, column_types: columnTypes, arguments: texts } = question;
	const field = fieldOf(question);
	const name = `${source} ${texts ?? ''}`;
	check(typeof field, 'object', `${name}: served, with its comment`);
	if (!field)
		continue;

	// A scalar function is a field without fields of its own.
	const scalar = columns.length === 1 && columns[0] === source;
	const selection = columns.map((column, i) => camel(column) + (columnTypes[i] === 'daterange' ? RANGE : '')).join(' ');
	const names = field.args.map((argument) => argument.name);
	const given = (texts ?? []).map((text, i) => `${names[i]}: ${literal(text, types[i])}`).join(', ');
	// Rows of one value are nodes without fields.
	const many = scalar && field.type.name?.endsWith('Connection');
	const query = `{ ${field.name}${given && `(${given})`} ${many ? '{ nodes }' : scalar ? '' : `{ nodes { ${selection} } }`} }`;
	let got;
	try {
		const { [field.name]: result } = await ask(query);
		const rows = many ? result.nodes.map((value) => ({ [source]: value })) : scalar ? [{ [source]: result }] : result.nodes;
		got = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, fromGraphql(row[scalar ? source : camel(column)], columnTypes[i])])));
	} catch (error) {
		check(error.message, '', name);
		continue;
	}
	const { rows: [{ fault }] } = await pool.query('SELECT fault($1, $2)', [id, JSON.stringify(got)]);
	check(fault, '', name);
}

// An argument as GraphQL writes it.
function literal(text, type) {
	if (text === null || ['integer', 'boolean'].includes(type))
		return text;
	if (type === 'overseas.hypothesis') {
		const names = ['endAssignments', 'lastDay', 'openPostings', 'firstDay', 'extendAssignments', 'newLastDay'];
		const fields = text.slice(1, -1).replaceAll('"', '').split(/,(?![^{]*\})/);
		return `{ ${fields.map((field, i) => field === '' ? '' : `${names[i]}: ${field.startsWith('{') ? literal(field, 'bigint[]') : `"${field}"`}`).filter(Boolean).join(', ')} }`;
	}
	if (type.endsWith('[]'))
		return JSON.stringify(text.slice(1, -1).split(','));
	if (type === 'daterange') {
		const [, open, start, stop, close] = text.match(/^([[(])(.*),(.*)([\])])$/);
		return `{ start: { value: "${start}", inclusive: ${open === '['} }, end: { value: "${stop}", inclusive: ${close === ']'} } }`;
	}
	return JSON.stringify(text);
}

server.close();
await pool.end();
console.log(`1..${count}`);
process.exit();
