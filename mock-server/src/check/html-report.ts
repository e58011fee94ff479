import type { CheckSummary } from './report.js';
export function htmlReport(summary: CheckSummary, _stream?: unknown): string { return summary.results.map(r => [r.verdict, r.level, r.id, r.durationMs, ...r.findings, ...(r.verdict==='failed' ? [r.runs.map(x => JSON.stringify(x.end)+x.output.slice(-300)).join(' ')] : [])].join(' | ')).join('\n')+'\n'; }
