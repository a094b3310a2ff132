// page.mjs FILE DAY
//
// Writes what the registry "overseas" of the database that PGDATABASE names
// shows on a day as one HTML file, for people, with pictures. The file has all
// that it needs in it, so that it opens without a network; that nothing is
// fetched, its Content-Security-Policy makes sure.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [file, day] = process.argv.slice(2);
const libraries = `${process.env.DEMO_LIBRARIES ?? 'test/output/demo'}/node_modules`;

// --- What the registry says ---------------------------------------------------

const question = `
	SELECT json_build_object(
		'goals', (SELECT json_agg(to_jsonb(g) || jsonb_build_object('chart', overseas.goal_chart(g.goal_id, :'day'))) FROM overseas.goal_progress(:'day') g),
		'map', overseas.coverage_map(:'day'),
		'coverage', (SELECT json_agg(to_jsonb(s) || jsonb_build_object(
						'steps', (SELECT json_agg(json_build_object('day', greatest(c.first_day, lower(span.during)), 'value', c.value) ORDER BY c.first_day)
								  FROM coverage_steps(overseas.coverage_of(s.program)) c WHERE c.last_day IS NULL OR c.last_day >= lower(span.during)),
						'most', coverage_max(overseas.coverage_of(s.program), span.during),
						'first_day', lower(span.during), 'last_day', upper(span.during) - 1))
					 FROM overseas.coverage_summary(:'day') s,
						  (SELECT daterange(min(first_day), greatest(max(first_day), :'day') + 1) AS during FROM coverage_steps(overseas.coverage_of())) span),
		'posts', overseas.roster_chart(daterange(:'day'::date - 365, :'day'::date + 549)),
		'staffing', overseas.staffing_chart(daterange(NULL, :'day'::date + 549)),
		'matters', (SELECT json_agg(m) FROM overseas.open_matters(:'day') m),
		'backlog', overseas.matter_chart(daterange('2006-01-01', :'day'::date + 1)),
		'measured', (SELECT json_agg(to_jsonb(m) || jsonb_build_object('name', k.name) ORDER BY k.name COLLATE "C", m.country_name COLLATE "C", m.first_day)
					 FROM overseas.measure k CROSS JOIN LATERAL overseas.measured(k.measure, daterange(NULL, '2006-10-01')) m),
		'roster', (SELECT json_agg(r) FROM overseas.roster(:'day') r),
		'rotation', (SELECT json_agg(r) FROM overseas.rotation(:'day', 180) r))`;
const { goals, map, coverage, posts, staffing, matters, backlog, measured, roster, rotation } = JSON.parse(execFileSync('psql',
	['-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', `day=${day}`], { input: question, encoding: 'utf8', maxBuffer: 1 << 28 }));

// --- HTML -----------------------------------------------------------------------

class Markup { constructor(text) { this.text = text; } }

const escape = (value) => Array.isArray(value) ? value.map(escape).join('')
	: value instanceof Markup ? value.text
	: String(value === false ? '' : value ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

// What stands in ${} is text, unless it is markup already.
const html = (strings, ...values) => new Markup(String.raw({ raw: strings }, ...values.map(escape)));

// A table; columns are [title, cell of a row, class], the first names the row. Where
// it is wider than its place one can scroll, also with the keyboard. With kind
// "cards" a row is a card on a narrow screen; what the style then takes from the
// elements, the roles say.
const table = (caption, kind, rows, columns) => html`
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${kind}" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(([title, , kind]) => html`<th scope="col" role="columnheader" class="${kind}">${title}</th>`)}</tr></thead>
<tbody role="rowgroup">${(rows ?? []).map((row) => html`
<tr role="row">${columns.map(([title, cell, kind], i) => i === 0 ? html`<th scope="row" role="rowheader" class="${kind}">${cell(row)}</th>`
		: html`<td role="cell" data-title="${title}" class="${kind} ${(cell(row) ?? '') === '' && 'empty'}">${cell(row)}</td>`)}</tr>`)}
</tbody></table></div>`;

// The line of a program over time, small; all on the scale of the greatest. Steps
// after the day are planned, and paler.
const sparkline = (line) => {
	const steps = line.steps ?? [];
	const of = (when) => steps.filter((step) => when(step.day));
	const now = of((at) => at <= day).at(-1)?.value ?? 0;
	const runs = { actual: [...of((at) => at <= day), { day, value: now }],
		planned: [{ day, value: now }, ...of((at) => at > day && at <= line.last_day), { day: line.last_day, value: of((at) => at <= line.last_day).at(-1)?.value ?? 0 }] };
	const said = `${line.program ?? 'Any program'}: ${counted(now, 'country', 'countries')} on ${spell(day)}, at most ${line.most ?? 0} from ${spell(line.first_day)} to ${spell(line.last_day)}`;
	const spec = { $schema: map.$schema, description: said, width: 120, height: 30,
		data: { values: Object.entries(runs).flatMap(([run, points]) => points.map((point) => ({ run, ...point }))), format: { parse: { day: "date:'%Y-%m-%d'" } } },
		mark: { type: 'area', interpolate: 'step-after', color: '#2f7fc4' },
		encoding: { x: { field: 'day', type: 'temporal', axis: null }, y: { field: 'value', type: 'quantitative', stack: null, scale: { domain: [0, all.most], nice: false }, axis: null },
			detail: { field: 'run', type: 'nominal' }, opacity: { condition: { test: "datum.run === 'planned'", value: 0.4 }, value: 1 } },
		config: { view: { stroke: null } } };
	return html`<div class="drawn spark"><div class="picture"></div><script type="application/json">${json(spec)}</script></div>`;
};

// Where postings are, in words: the map shows small countries as dots, and no names.
const places = ({ layer, datasets }) => {
	const { domain = [], range = [] } = layer.find(({ encoding }) => encoding)?.encoding.color.scale ?? {};
	return domain.map((presence, i) => {
		const here = datasets.coverage.filter((point) => point.presence === presence);
		const title = here[0].people > 0 ? `covered by ${presence}` : presence;
		return html`
<h3><i style="background: ${range[i]}"></i>${title[0].toUpperCase()}${title.slice(1)} <span>${counted(here.length, 'country', 'countries')}</span></h3>
<ul class="places">${here.map((point) => html`<li>${point.name}${point.programs && html` <span>${point.programs}</span>`}</li>`)}</ul>`;
	}).reverse();
};

// A day is not broken at the end of a line.
const days = (text) => text.split(/(\d{4}-\d\d-\d\d)/).map((part, i) => i % 2 ? html`<span class="day">${part}</span>` : part);

// A picture; its words are the page's own, so that they look like the rest.
const figure = ({ title, ...spec }, name) => html`
<figure id="${name}" class="drawn"><figcaption><strong>${days(title.text)}</strong> <span>${days(title.subtitle ?? '')}</span></figcaption>
<div class="picture"><noscript>This picture needs JavaScript.</noscript></div>
<script type="application/json">${json(spec)}</script></figure>`;

// In a script nothing is escaped, so nothing may look like its end.
const json = (value) => new Markup(JSON.stringify(value).replace(/</g, '\\u003c'));
const library = (path) => {
	const text = readFileSync(`${libraries}/${path}`, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
	if (/<\/script|<!--/i.test(text))
		throw new Error(`${path} cannot stand inside of a page`);
	return new Markup(text);
};

const month = (iso) => new Date(iso).toLocaleDateString('en-US', { year: 'numeric', month: 'short', timeZone: 'UTC' });
const spell = (iso) => new Date(iso).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;
// No more digits than the matter has: countries are whole, and so is what is expected of them.
const number = (goal, value) => value === null ? '' : goal.kind === 'measure' ? `${Math.round(value).toLocaleString('en-US')} ${goal.unit}` : goal.kind === 'share' ? `${+(100 * value).toFixed(1)} %` : `${Math.round(value)}`;
// A goal that is missed by little is not a whole one.
const percent = (goal) => goal.gap > 0 ? Math.min(Math.round(goal.share_percent), 99) : Math.round(goal.share_percent);
const state = (text) => html`<span class="state ${text.replace(/ /g, '-')}">${text}</span>`;
const all = coverage.find((line) => line.program === null);
const next = (goals ?? []).find((goal) => goal.kind === 'reach' && goal.days_left >= 0);

const style = `
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5c6777; --line: #dfe3e9; --mark: #2f7fc4; --shade: rgba(27, 36, 48, .2);
	--good: #1c7c4a; --warn: #a15c00; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #9aa5b4; --line: #2c3542;
	--mark: #5aa2dd; --shade: rgba(0, 0, 0, .6); --good: #5cc58e; --warn: #e0a04a; --bad: #f2857d } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif }
main { max-width: 1280px; margin: 0 auto; padding: 2.5rem 1.5rem 4rem }
h1 { margin: 0; font-size: clamp(1.6rem, 4vw, 2.4rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance }
h2 { margin: 0 0 1rem; font-size: 1.15rem }
.lead { margin: .4rem 0 0; color: var(--soft); font-size: 1.1rem }
.notice { margin: 1.25rem 0 0; padding: .75rem 1rem; border-left: 3px solid var(--mark); background: var(--card); color: var(--soft); font-size: .875rem; max-width: 75ch }
.numbers { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0 }
.numbers div { display: flex; flex-direction: column-reverse }
.numbers dt { color: var(--soft); font-size: .875rem }
.numbers dd { margin: 0; font-size: 2.25rem; font-weight: 650; line-height: 1.1; letter-spacing: -.02em; font-variant-numeric: tabular-nums }
.numbers small { font-size: 1.1rem; font-weight: 400; color: var(--soft); letter-spacing: 0 }
section { margin: 1.5rem 0; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px }
.beside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem }
.beside + .beside { margin-top: 2.5rem; padding-top: 2rem; border-top: 1px solid var(--line) }
@media (min-width: 960px) { .beside { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) } .beside.map { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) } }
figure { margin: 0 }
figcaption { margin-bottom: .5rem }
figcaption > span { display: block; color: var(--soft); font-size: .875rem }
.picture, .picture .vega-embed { width: 100% }
.picture svg { display: block; max-width: 100%; height: auto }
/* A shadow at the edge behind which there is more. */
.scroll { overflow-x: auto; background: linear-gradient(to right, var(--card) 30%, transparent) left / 2.5rem 100% no-repeat local,
	linear-gradient(to left, var(--card) 30%, transparent) right / 2.5rem 100% no-repeat local,
	linear-gradient(to right, var(--shade), transparent) left / .75rem 100% no-repeat scroll,
	linear-gradient(to left, var(--shade), transparent) right / .75rem 100% no-repeat scroll }
.scroll:focus-visible { outline: 2px solid var(--mark); outline-offset: 4px }
table { width: 100%; border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums }
caption { padding-bottom: .5rem; text-align: left; font-weight: 600; font-size: 1rem }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline }
.day, .state { white-space: nowrap }
thead th { color: var(--soft); font-weight: 500 }
tbody th { font-weight: 600 }
.number { text-align: right }
.line { padding-right: 0 }
td.line { width: 30%; min-width: 6rem; vertical-align: middle }
h3 { margin: 1.25rem 0 .25rem; font-size: .875rem } h3 span, .places span { font-weight: 400; color: var(--soft) }
h3 i { display: inline-block; width: .75em; height: .75em; margin-right: .4em }
.places { columns: 5 9.5rem; column-gap: 1rem; margin: 0; padding: 0; list-style: none; font-size: .875rem } .places li { break-inside: avoid }
.places span { font-size: .8rem }
@media (max-width: 640px) {
	main { padding: 1.5rem 1rem 3rem } section { padding: 1rem }
	.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
	.cards, .cards tbody, .cards tr, .cards caption { display: block }
	.cards tbody tr { display: flex; flex-wrap: wrap; gap: 0 .9rem; padding: .6rem 0; border-bottom: 1px solid var(--line) }
	.cards tbody th, .cards td { padding: .05rem 0; border: 0 }
	.cards tbody th { flex-basis: 100% } .cards .told::before { content: attr(data-title) " " / ""; color: var(--soft) } .cards td.empty { display: none }
}
.state { padding: .1rem .5rem; border: 1px solid; border-radius: 99px; font-size: .8rem; color: var(--soft) }
.on-track, .met, .reached, .planned { color: var(--good) } .at-risk, .met-late { color: var(--warn) } .behind, .missed, .breached { color: var(--bad) }
dl.facts { display: grid; grid-template-columns: auto 1fr; align-content: start; gap: .6rem 1.25rem; margin: 0; font-size: .9rem }
.facts dt { color: var(--soft) } .facts dd { margin: 0 }
footer { color: var(--soft); font-size: .8rem }
@media print { body { background: none } section { break-inside: avoid; border: 0; padding: 0 } }`;

// What runs in the browser: the pictures as wide as their place, in the colors
// of the page, again whenever these change.
const draw = `
const atlas = document.getElementById('atlas').textContent;
const dark = matchMedia('(prefers-color-scheme: dark)');
const loader = vega.loader();
loader.load = async (address) => { if (address === 'countries-50m.json') return atlas; throw new Error('nothing is fetched: ' + address); };
async function draw() {
	const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
	const font = getComputedStyle(document.body).fontFamily;
	await Promise.all([...document.querySelectorAll('.drawn')].map(async (drawn) => {
		const spec = JSON.parse(drawn.querySelector('script').textContent);
		const place = drawn.querySelector('.picture');
		const width = place.clientWidth;
		const text = { labelColor: color('--soft'), titleColor: color('--soft'), labelFont: font, titleFont: font };
		if (!drawn.classList.contains('spark'))
			spec.height = spec.projection ? width * 0.48 + 28 : Math.max(width * 0.45, 240);
		// A line for each seat; names have no room in bars that are narrower than they were made for.
		const lines = spec.layer?.find(({ name }) => name === 'runs')?.encoding.y;
		if (lines) {
			spec.height = lines.scale.domain.length * 22 + 70;
			if (width < 800)
				spec.layer = spec.layer.filter(({ name }) => name !== 'names');
			if (width < 480)
				lines.axis.labelLimit = 130;
		}
		for (const { name, mark } of spec.layer ?? [])
			if (name === 'day')
				mark.color = color('--soft');
		spec.width = 'container';
		spec.autosize = { type: 'fit', contains: 'padding' };
		spec.config = { ...spec.config, background: 'transparent', font, legend: { ...text, columns: width < 480 ? 2 : undefined },
			axis: { ...text, titleFontWeight: 'normal', gridColor: color('--line'), domainColor: color('--line'), tickColor: color('--line') },
			geoshape: { ...spec.config.geoshape, stroke: color('--card') },
			circle: { stroke: color('--card') } };
		await vegaEmbed(place, spec, { renderer: 'svg', actions: false, ast: true, loader, tooltip: { theme: dark.matches ? 'dark' : 'light' } });
		// A picture is one thing with one name, which is a sentence; its marks are not read out one by one.
		for (const name of ['role', 'aria-roledescription', 'aria-label'])
			place.removeAttribute(name);
		const svg = place.querySelector('svg');
		svg.setAttribute('role', 'img');
		svg.setAttribute('aria-label', spec.description);
		for (const part of svg.children)
			part.setAttribute('aria-hidden', 'true');
	}));
	document.documentElement.dataset.drawn = new Date().toISOString();
}
draw();
dark.addEventListener('change', draw);`;

writeFileSync(file, html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Representatives abroad, ${day}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<header>
<h1>CBP’s attachés and representatives at U.S. embassies</h1>
<p class="lead">As of <time datetime="${day}">${spell(day)}</time></p>
<p class="notice">The source (U.S. Customs and Border Protection) names the four programs, the 14 countries, the start in August 2004 and the goal.
Ottawa and Mexico City opened on October 20, 2004. Every other date, the further countries, the people, who runs what, the matters and the measurements are illustrative.</p>
<dl class="numbers">
<div><dt>countries covered</dt><dd>${all.countries}</dd></div>
<div><dt>people who cover them</dt><dd>${all.people}</dd></div>
<div><dt>programs</dt><dd>${coverage.length - 1}</dd></div>
${next && html`<div><dt>of the goal: ${next.goal}</dt><dd>${percent(next)} <small>%</small></dd></div>
<div><dt>days left, until ${spell(next.due_day)}</dt><dd>${next.days_left}</dd></div>`}
</dl>
</header>
<section aria-labelledby="goals"><h2 id="goals">Goals</h2>
${(goals ?? []).map((goal) => html`<div class="beside">
${figure(goal.chart, `goal-${goal.goal_id}`)}
<dl class="facts">
<dt>state</dt><dd>${state(goal.state)}</dd>
<dt>${goal.kind === 'measure' ? `up to ${spell(goal.measured_day)}` : 'covered'}</dt><dd>${number(goal, goal.actual)}</dd>
<dt>target</dt><dd>${{ floor: 'at least ', ceiling: 'at most ' }[goal.kind]}${number(goal, goal.target)}</dd>
<dt>${goal.kind === 'ceiling' ? 'too many' : 'missing'}</dt><dd>${number(goal, goal.gap)}</dd>
${goal.baseline_day && html`<dt>expected by now</dt><dd>${goal.kind !== 'share' && goal.expected % 1 !== 0 && 'about '}${number(goal, goal.expected)}</dd>`}
<dt>due</dt><dd>${goal.due_day ? `${spell(goal.due_day)}, in ${goal.days_left} days` : 'no last day'}</dd>
${goal.planned !== null && html`<dt>planned for then</dt><dd>${number(goal, goal.planned)}</dd>`}
${goal.baseline_day && html`<dt>from</dt><dd>${number(goal, goal.baseline)} on ${spell(goal.baseline_day)}</dd>`}
</dl></div>`)}
</section>
<section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2>
<div class="beside map">
${figure(map, 'map')}
${table('By program', 'small', coverage, [
		['program', (line) => line.program ?? 'any'],
		['countries', (line) => line.countries, 'number'],
		['people', (line) => line.people, 'number'],
		[`${month(all.first_day)} to ${month(all.last_day)}`, sparkline, 'line']])}
</div>
${places(map)}
</section>
<section aria-labelledby="people"><h2 id="people">People</h2>
${figure(posts, 'posts')}
${table(`On ${spell(day)}`, 'cards', roster, [
		['country', (row) => row.country_name],
		['mission', (row) => row.mission],
		['role', (row) => row.role.replace('attache', 'attaché')],
		['representative', (row) => row.representative],
		['kind', (row) => row.kind],
		['first day', (row) => row.first_day, 'day told'],
		['last day', (row) => row.last_day, 'day told'],
		['programs', (row) => row.programs, 'told']])}
</section>
<section aria-labelledby="staffing-title"><h2 id="staffing-title">Seats filled and vacant</h2>
${figure(staffing, 'staffing')}
</section>
<section aria-labelledby="matters-title"><h2 id="matters-title">Matters</h2>
${figure(backlog, 'matters')}
${table(`Open on ${spell(day)}`, 'cards', matters, [
		['subject', (row) => row.subject],
		['kind', (row) => row.kind_name],
		['mission', (row) => row.mission],
		['received', (row) => row.received_day, 'day told'],
		['due', (row) => row.due_day, 'day told'],
		['state', (row) => row.state],
		['answers for it', (row) => row.accountable ?? 'nobody', 'told']])}
</section>
<section aria-labelledby="measured"><h2 id="measured">What was measured</h2>
${table('By fiscal year', 'cards', measured, [
		['measure', (row) => row.name],
		['where', (row) => row.country_name ?? row.program],
		['from', (row) => row.first_day, 'day told'],
		['to', (row) => row.last_day, 'day told'],
		['value', (row) => row.value === null ? '' : `${row.value.toLocaleString('en-US')} ${row.unit}`, 'told'],
		['missing', (row) => row.missing_days > 0 ? `${row.missing_days} of ${row.days} days` : '', 'told']])}
</section>
<section aria-labelledby="rotation"><h2 id="rotation">Coming and going</h2>
${table('Within 180 days', 'cards', rotation, [
		['country', (row) => row.country_name],
		['event', (row) => row.event],
		['first day', (row) => row.first_day, 'day told'],
		['last day', (row) => row.last_day, 'day told'],
		['representative', (row) => row.representative],
		['successor', (row) => row.successor, 'told'],
		['cause', (row) => row.cause, 'told']])}
</section>
<footer>Made by attache, a PostgreSQL extension, from its example. Pictures are drawn by Vega; the shapes of the countries are those of Natural Earth, as world-atlas has them.</footer>
</main>
<script id="atlas" type="application/json">${json(JSON.parse(readFileSync(`${libraries}/world-atlas/countries-50m.json`, 'utf8')))}</script>
<script>${library('vega/build/vega.min.js')}</script>
<script>${library('vega-lite/build/vega-lite.min.js')}</script>
<script>${library('vega-embed/build/vega-embed.min.js')}</script>
<script>${new Markup(draw)}</script>
</body>
</html>
`.text);
