// Looks at a page that test/demo/page.mjs has written: the demo's, or with
// PICTURES=goals the one of test/pictures/goals.sql, of the same day.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inspect, isDeepStrictEqual } from 'node:util';
import Ajv from 'ajv';
import { chromium } from 'playwright-core';

const page = process.env.PICTURES ?? 'demo';
const folder = 'test/output/pictures';
const day = '2006-06-01';

let count = 0;

function check(got, wanted, name) {
	const passed = isDeepStrictEqual(got, wanted);
	console.log(`${passed ? 'ok' : 'not ok'} ${++count} - ${page}: ${name}`);
	if (!passed)
		console.log(`# got:    ${inspect(got, { breakLength: Infinity })}\n# wanted: ${inspect(wanted, { breakLength: Infinity })}`);
}

const ask = (sql) => JSON.parse(execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', `day=${day}`],
	{ input: sql, encoding: 'utf8', maxBuffer: 1 << 28 }));

// --- The specifications against the schema of Vega-Lite -------------------------

const specs = ask(`SELECT jsonb_agg(overseas.goal_chart(goal_id, :'day') ORDER BY goal_id)
	|| jsonb_build_array(overseas.coverage_map(:'day'), overseas.coverage_map(:'day', 'IAP'), overseas.coverage_map('1900-01-01'),
		overseas.goal_chart(1, '1990-01-01'), overseas.goal_chart(1, '2010-01-01'),
		overseas.roster_chart('[2005-06-01,2008-01-01)'), overseas.roster_chart('[1900-01-01,1901-01-01)'), overseas.roster_chart(),
		overseas.matter_chart('[2006-01-01,2006-06-02)'), overseas.matter_chart('[1900-01-01,1901-01-01)'), overseas.staffing_chart('(,2008-01-01)'), overseas.staffing_chart('[1900-01-01,1901-01-01)')) FROM overseas.goal`);
const library = (path) => readFileSync(`test/output/demo/node_modules/${path}`, 'utf8');
const valid = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(library('vega-lite/build/vega-lite-schema.json')));
for (const spec of specs)
	check(valid(spec) ? null : valid.errors.slice(0, 3), null, `valid against the schema: ${spec.description.slice(0, 60)}`);
check(valid({ ...specs[0], layer: [{ mark: 'nothing' }] }), false, 'the schema refuses what is none');

// --- What the page has to show ---------------------------------------------------

// From the coverage itself, not from the functions that draw it.
const wanted = ask(`
	WITH covered AS (
		SELECT DISTINCT country FROM overseas.presence WHERE resident AND during @> :'day'::date
	)
	SELECT json_build_object(
		'covered', (SELECT json_agg(country_name(country) ORDER BY country_name(country) COLLATE "C") FROM covered),
		'vacant', (SELECT json_agg(name ORDER BY name COLLATE "C")
				   FROM (SELECT DISTINCT country_name(country) AS name FROM overseas.mission WHERE country NOT IN (SELECT country FROM covered)) m),
		'goals', (SELECT json_agg(json_build_object(
			'id', goal_id,
			-- The days from the first one shown to the last on which the value changes, and both ends.
			'actual', CASE WHEN kind = 'reach' AND baseline_day IS NOT NULL THEN (
				SELECT count(*) + 2 FROM coverage_steps((SELECT coverage_agg(p.country, p.during) FROM overseas.goal_presence p WHERE p.goal_id = g.goal_id)) WHERE first_day > baseline_day AND first_day < :'day') END,
			'planned', CASE WHEN kind = 'reach' AND baseline_day IS NOT NULL THEN (
				SELECT count(*) + 2 FROM coverage_steps((SELECT coverage_agg(p.country, p.during) FROM overseas.goal_presence p WHERE p.goal_id = g.goal_id)) WHERE first_day > :'day' AND first_day < due_day) END,
			'milestones', (SELECT count(*) FROM overseas.goal_milestone m WHERE m.goal_id = g.goal_id),
			'lines', CASE WHEN during IS NULL AND baseline_day IS NOT NULL THEN 2 ELSE 1 END) ORDER BY goal_id)
			FROM overseas.goal g),
		'bars', (SELECT count(*) FROM overseas.assignment WHERE tenure && daterange(:'day'::date - 365, :'day'::date + 549)),
		'years', (SELECT count(DISTINCT overseas.fiscal_year(d::date)) FROM generate_series('2004-08-01', :'day'::date + 549, interval '1 day') d),
		'roster', (SELECT count(*) FROM overseas.roster(:'day')),
		'matters', (SELECT count(*) FROM overseas.matter WHERE received_day <= :'day' AND (coalesce(answered_day, closed_day) <= :'day') IS NOT TRUE),
		'measured', (SELECT count(*) FROM (SELECT DISTINCT measure, country, program, overseas.fiscal_year(d::date) FROM overseas.measurement, generate_series(lower(during), upper(during) - 1, '1 day') d) u),
		'rotation', (SELECT count(*) FROM overseas.rotation(:'day', 180)))`);

// --- The page in the browser -----------------------------------------------------

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

// Opens the page without a network and waits until it has drawn its pictures.
async function open(options) {
	const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...options });
	const tab = await context.newPage();
	const said = [], asked = [];
	tab.on('console', (message) => said.push(message.text()));
	tab.on('pageerror', (error) => said.push(error.message));
	tab.on('dialog', (dialog) => { said.push(dialog.message()); dialog.dismiss(); });
	tab.on('request', (request) => asked.push(request.url()));
	await tab.goto(pathToFileURL(`${folder}/${page}.html`).href);
	await tab.waitForSelector('html[data-drawn]', { timeout: 60000 }).catch((error) => said.push(error.message));
	return { context, tab, said, asked };
}

// What the marks of one layer are called, in words that a screen reader gets.
const labels = (tab, selector) => tab.$$eval(selector, (marks) => marks.map((mark) => mark.getAttribute('aria-label')));
const part = (label, name) => label.match(new RegExp(`(?:^|; )${name}: ([^;]*)`))?.[1];
const names = async (tab, layer) => (await labels(tab, `#map .${layer}_marks > path`)).map((label) => part(label, 'country')).sort();

// How many different colors are in a part of the page, and how much is not the
// most frequent of them.
async function colors(tab, selector) {
	const picture = (await tab.locator(selector).first().screenshot()).toString('base64');
	const blank = await (await browser.newContext()).newPage();
	return blank.evaluate(async (source) => {
		const image = new Image();
		image.src = `data:image/png;base64,${source}`;
		await image.decode();
		const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
		const context = canvas.getContext('2d');
		context.drawImage(image, 0, 0);
		const seen = new Map();
		for (const pixel of new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer))
			seen.set(pixel, (seen.get(pixel) ?? 0) + 1);
		return { different: seen.size, drawn: 1 - Math.max(...seen.values()) / (image.width * image.height) };
	}, picture);
}

// What would keep somebody from reading the page, as axe knows it.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
async function obstacles(tab) {
	await tab.evaluate(axe);
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
	const { passes, violations } = await tab.evaluate((values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }), tags);
	check(passes.length > 20, true, 'axe has looked');
	return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

const phone = { width: 390, height: 844 };
for (const [name, options] of [
	['light', { colorScheme: 'light', timezoneId: 'America/Los_Angeles' }],
	['dark', { colorScheme: 'dark', timezoneId: 'Pacific/Auckland' }],
	['narrow', { colorScheme: 'light', timezoneId: 'UTC', viewport: phone }],
	['narrow-dark', { colorScheme: 'dark', timezoneId: 'UTC', viewport: phone }],
]) {
	const { context, tab, said, asked } = await open(options);
	await tab.screenshot({ path: `${folder}/${page}-${name}.png`, fullPage: true });
	// For the README: the first goal and the map.
	if (page === 'demo' && name === 'light') {
		const [first, last] = [await tab.locator('section').nth(0).boundingBox(), await tab.locator('section').nth(1).boundingBox()];
		await tab.screenshot({ path: `${folder}/demo.png`, fullPage: true, clip: { x: 0, y: first.y - 12, width: 1280, height: last.y + last.height - first.y + 24 } });
		check(statSync(`${folder}/demo.png`).size < 250000, true, 'the picture for the README is not too large for it');
	}
	check(said, [], `${name}: no error and no warning`);
	check(asked.length, 1, `${name}: nothing but the page is asked for`);
	check(await tab.$$eval('figure', (all) => all.length), wanted.goals.length + 4, `${name}: a picture for each goal, the map, two of people and one of matters`);
	for (const figure of [...wanted.goals.map((goal) => `#goal-${goal.id}`), '#map', '#posts', '#staffing', '#matters']) {
		const { different, drawn } = await colors(tab, `${figure} svg`);
		check({ many: different > 20, drawn: drawn > 0.02 }, { many: true, drawn: true }, `${name}: ${figure} is not blank`);
	}
	check(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name}: nothing is wider than the window`);

	check(await names(tab, 'covered'), wanted.covered, `${name}: the countries covered are on the map`);
	check(await names(tab, 'vacant'), wanted.vacant, `${name}: ... and where a posting is, and nobody`);
	for (const goal of wanted.goals) {
		const figure = `#goal-${goal.id}`;
		check(await tab.$$eval(`${figure} .today_marks > line`, (all) => all.length), 1, `${name}: ${figure} has today`);
		check(await tab.$$eval(`${figure} .milestones_marks > path`, (all) => all.length), goal.milestones, `${name}: ${figure} has its milestones`);
		check(await tab.$$eval(`${figure} .lines_marks > path`, (all) => all.length), goal.lines, `${name}: ${figure} has its target, and its line`);
		const steps = await tab.$$eval(`${figure} .steps_marks > path`, (paths) => paths.map((path) => ({
			measure: path.getAttribute('aria-label').match(/measure: (\w+)/)[1],
			dashed: !/^1,0$/.test(path.getAttribute('stroke-dasharray')),
			corners: path.getAttribute('d').match(/[ML]/g).length })));
		check(steps.map(({ measure, dashed }) => `${measure} ${dashed ? 'dashed' : 'solid'}`), ['actual solid', 'planned dashed'],
			`${name}: ${figure} has what is, and dashed what is planned`);
		// A step is two corners, but for the first point.
		if (goal.actual)
			check(steps.map(({ corners }) => corners), [2 * goal.actual - 1, 2 * goal.planned - 1], `${name}: ${figure} has its steps`);
		// Days are those of the registry, wherever the reader is.
		const [now] = await labels(tab, `${figure} .now_marks > path`);
		check(part(now, 'day'), 'Jun 01, 2006', `${name}: ${figure} has the day`);
	}
	check((await labels(tab, '#posts .runs_marks > path')).filter((label) => /kind: (tour|tdy|acting)/.test(label)).length, wanted.bars, `${name}: a bar for each assignment`);
	check(await tab.$$eval('#staffing .rate_marks > text', (all) => all.length), wanted.years, `${name}: a rate for each fiscal year`);
	check(await tab.$$eval('table', (all) => all.map((table) => table.tBodies[0].rows.length)), [5, wanted.roster, wanted.matters, wanted.measured, wanted.rotation], `${name}: the tables`);
	check(await tab.$$eval('.drawn', (all) => all.filter((one) => !/^(Chart of the goal|World map: |Who holds which post from |Seat-days by fiscal year: |Matters that wait for an answer: |.*: \d+ countr(y|ies) on .*, at most \d+ from )/.test(
		one.querySelector('svg[role=img]')?.getAttribute('aria-label')) || one.querySelector('svg > :not([aria-hidden])')).length), 0,
		`${name}: each picture is a sentence to who cannot see it, and nothing more`);
	check(await tab.$$eval('.spark svg', (all) => new Set(all.map((svg) => svg.clientHeight)).size), 1, `${name}: small lines are of one height`);
	check(await tab.$$eval('.scroll', (all) => all.filter((one) => one.tabIndex !== 0 || !one.getAttribute('aria-label')).length), 0,
		`${name}: what can be scrolled has a name and can be reached`);
	if (options.viewport === phone)
		check(await tab.$$eval('.scroll', (all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.getAttribute('aria-label'))), [],
			`${name}: ... and fits`);
	const named = await tab.$$eval('.places li', (all) => all.map((one) => one.firstChild.textContent.trim()));
	check([...wanted.covered, ...wanted.vacant].filter((country) => !named.includes(country)), [], `${name}: each country with a posting is named in words`);
	check((await tab.innerText('main')).match(/.*(false|undefined|null|NaN|\[object).*/)?.[0], undefined, `${name}: it says nothing that is none of its words`);
	check(await obstacles(tab), [], `${name}: axe finds nothing`);
	await context.close();
}

// Small countries are dots, within reach of the pointer.
{
	const { context, tab } = await open({});
	const small = ['Bahamas', 'Belgium', 'Hong Kong', 'Netherlands', page === 'demo' ? 'Panama' : 'Kosovo', 'Singapore'].sort();
	check(await names(tab, 'small'), small, 'small countries are dots');
	const sizes = await tab.$$eval('#map .small_marks > path', (all) => all.map((path) => path.getBoundingClientRect().width));
	check(sizes.every((size) => size >= 6), true, '... of six pixels at least');
	await tab.locator('#map .small_marks > path[aria-label*="Singapore"]').hover();
	await tab.waitForSelector('#vg-tooltip-element.visible');
	check((await tab.textContent('#vg-tooltip-element')).replace(/\s+/g, ' ').trim(), 'countrySingaporepeople1programsC-TPAT, CSI', 'what the map says of Singapore');
	await tab.emulateMedia({ colorScheme: 'dark' });
	await tab.waitForFunction(() => document.querySelector('#map .covered_marks > path')?.getAttribute('stroke') === '#1a2029');
	check(await names(tab, 'covered'), wanted.covered, 'drawn again in other colors');
	await context.close();
}

// --- The specifications as they are, compiled without the page's changes -----------

{
	const tab = await (await browser.newContext({ offline: true })).newPage();
	for (const path of ['vega/build/vega.min.js', 'vega-lite/build/vega-lite.min.js'])
		await tab.addScriptTag({ content: library(path) });
	const warnings = await tab.evaluate(async ([specs, atlas]) => {
		const heard = [];
		const logger = { level: () => logger, error: (...text) => { heard.push(text.join(' ')); return logger; }, info: () => logger, debug: () => logger };
		logger.warn = logger.error;
		const loader = vega.loader();
		loader.load = async () => atlas;
		for (const spec of specs) {
			const view = new vega.View(vega.parse(vegaLite.compile(spec, { logger }).spec), { renderer: 'none', loader, logger });
			await view.runAsync();
			if (!/<path/.test(await view.toSVG()))
				heard.push(`nothing is drawn: ${spec.description}`);
		}
		return heard;
	}, [specs, library('world-atlas/countries-50m.json')]);
	check(warnings, [], 'compiled and drawn without the page, without a warning');
}

await browser.close();
console.log(`1..${count}`);
