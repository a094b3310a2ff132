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
						'line', coverage_sparkline(overseas.coverage_of(s.program), span.during, 36), 'first_day', lower(span.during), 'last_day', upper(span.during) - 1))
					 FROM overseas.coverage_summary(:'day') s,
						  (SELECT daterange(min(first_day), greatest(max(first_day), :'day') + 1) AS during FROM coverage_steps(overseas.coverage_of())) span),
		'roster', (SELECT json_agg(r) FROM overseas.roster(:'day') r),
		'rotation', (SELECT json_agg(r) FROM overseas.rotation(:'day', 180) r))`;
const { goals, map, coverage, roster, rotation } = JSON.parse(execFileSync('psql',
	['-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', `day=${day}`], { input: question, encoding: 'utf8', maxBuffer: 1 << 28 }));

// --- HTML -----------------------------------------------------------------------

class Markup { constructor(text) { this.text = text; } }

const escape = (value) => Array.isArray(value) ? value.map(escape).join('')
	: value instanceof Markup ? value.text
	: String(value ?? '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

// What stands in ${} is text, unless it is markup already.
const html = (strings, ...values) => new Markup(String.raw({ raw: strings }, ...values.map(escape)));

// A table; columns are [title, cell of a row, class], the first names the row.
const table = (caption, rows, columns) => html`
<div class="scroll"><table><caption>${caption}</caption>
<thead><tr>${columns.map(([title, , kind]) => html`<th scope="col" class="${kind}">${title}</th>`)}</tr></thead>
<tbody>${(rows ?? []).map((row) => html`
<tr>${columns.map(([, cell, kind], i) => i === 0 ? html`<th scope="row" class="${kind}">${cell(row)}</th>` : html`<td class="${kind}">${cell(row)}</td>`)}</tr>`)}
</tbody></table></div>`;

// A picture; its words are the page's own, so that they look like the rest.
const figure = ({ title, ...spec }, name) => html`
<figure id="${name}"><figcaption><strong>${title.text}</strong> <span>${title.subtitle}</span></figcaption>
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

const spell = (iso) => new Date(iso).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const number = (goal, value) => value === null ? '' : goal.kind === 'share' ? `${+(100 * value).toFixed(2)} %` : `${+value.toFixed(2)}`;
const state = (text) => html`<span class="state ${text.replace(/ /g, '-')}">${text}</span>`;
const all = coverage.find((line) => line.program === null);
const next = (goals ?? []).find((goal) => goal.kind === 'reach' && goal.days_left >= 0);

const style = `
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5c6777; --line: #dfe3e9; --mark: #2f7fc4;
	--good: #1c7c4a; --warn: #a15c00; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #9aa5b4; --line: #2c3542;
	--mark: #5aa2dd; --good: #5cc58e; --warn: #e0a04a; --bad: #f2857d } }
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
figcaption span { display: block; color: var(--soft); font-size: .875rem }
.picture, .picture .vega-embed { width: 100% }
.picture svg { display: block; max-width: 100%; height: auto }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums }
caption { padding-bottom: .5rem; text-align: left; font-weight: 600; font-size: 1rem }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; white-space: nowrap }
thead th { color: var(--soft); font-weight: 500 }
tbody th { font-weight: 600 }
.wide { white-space: normal; min-width: 9rem }
.number { text-align: right }
.line { padding-right: 0 }
td.line { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .7rem; letter-spacing: -.02em; color: var(--mark) }
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
	await Promise.all([...document.querySelectorAll('figure')].map((figure) => {
		const spec = JSON.parse(figure.querySelector('script').textContent);
		const place = figure.querySelector('.picture');
		const width = place.clientWidth;
		const text = { labelColor: color('--soft'), titleColor: color('--soft'), labelFont: font, titleFont: font };
		spec.height = spec.projection ? width * 0.44 + 24 : Math.max(width * 0.45, 240);
		spec.width = 'container';
		spec.autosize = { type: 'fit', contains: 'padding' };
		spec.config = { ...spec.config, background: 'transparent', font, legend: { ...text, columns: width < 480 ? 2 : undefined },
			axis: { ...text, titleFontWeight: 'normal', gridColor: color('--line'), domainColor: color('--line'), tickColor: color('--line') },
			geoshape: { ...spec.config.geoshape, stroke: color('--card') },
			circle: { stroke: color('--card') } };
		return vegaEmbed(place, spec, { renderer: 'svg', actions: false, ast: true, loader, tooltip: { theme: dark.matches ? 'dark' : 'light' } });
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
Ottawa and Mexico City opened on October 20, 2004. Every other date, the further countries, the people and who runs what are illustrative.</p>
<dl class="numbers">
<div><dt>countries covered</dt><dd>${all.countries}</dd></div>
<div><dt>people who cover them</dt><dd>${all.people}</dd></div>
<div><dt>programs</dt><dd>${coverage.length - 1}</dd></div>
${next && html`<div><dt>of the goal: ${next.goal}</dt><dd>${next.share_percent} <small>%</small></dd></div>
<div><dt>days left, until ${spell(next.due_day)}</dt><dd>${next.days_left}</dd></div>`}
</dl>
</header>
<section aria-labelledby="goals"><h2 id="goals">Goals</h2>
${(goals ?? []).map((goal) => html`<div class="beside">
${figure(goal.chart, `goal-${goal.goal_id}`)}
<dl class="facts">
<dt>state</dt><dd>${state(goal.state)}</dd>
<dt>covered</dt><dd>${number(goal, goal.actual)}</dd>
<dt>target</dt><dd>${{ floor: 'at least ', ceiling: 'at most ' }[goal.kind]}${number(goal, goal.target)}</dd>
<dt>${goal.kind === 'ceiling' ? 'too many' : 'missing'}</dt><dd>${number(goal, goal.gap)}</dd>
${goal.baseline_day && html`<dt>expected by now</dt><dd>${number(goal, goal.expected)}</dd>`}
<dt>due</dt><dd>${goal.due_day ? `${spell(goal.due_day)}, in ${goal.days_left} days` : 'no last day'}</dd>
<dt>planned for then</dt><dd>${number(goal, goal.planned)}</dd>
${goal.baseline_day && html`<dt>from</dt><dd>${number(goal, goal.baseline)} on ${spell(goal.baseline_day)}</dd>`}
</dl></div>`)}
</section>
<section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2>
<div class="beside map">
${figure(map, 'map')}
${table('By program', coverage, [
		['program', (line) => line.program ?? 'any'],
		['countries', (line) => line.countries, 'number'],
		['people', (line) => line.people, 'number'],
		[`${all.first_day?.slice(0, 7)} to ${all.last_day?.slice(0, 7)}`, (line) => line.line, 'line']])}
</div>
</section>
<section aria-labelledby="people"><h2 id="people">People</h2>
${table(`On ${spell(day)}`, roster, [
		['country', (row) => row.country_name],
		['mission', (row) => row.mission],
		['role', (row) => row.role.replace('attache', 'attaché')],
		['representative', (row) => row.representative],
		['kind', (row) => row.kind],
		['first day', (row) => row.first_day],
		['last day', (row) => row.last_day],
		['programs', (row) => row.programs]])}
</section>
<section aria-labelledby="rotation"><h2 id="rotation">Coming and going</h2>
${table('Within 180 days', rotation, [
		['country', (row) => row.country_name],
		['event', (row) => row.event],
		['first day', (row) => row.first_day],
		['last day', (row) => row.last_day],
		['representative', (row) => row.representative],
		['successor', (row) => row.successor],
		['cause', (row) => row.cause, 'wide']])}
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
