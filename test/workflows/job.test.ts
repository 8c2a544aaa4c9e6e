import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const PROGRAM = `
  import { runStep, summarise } from './.github/scripts/support/job.ts'
  await runStep(async () => {
    await summarise('## Repaired\\n::error::act_1001 for ben, with ' + process.env.META_AGENCY_TOKEN)
    return { exit: Number(process.env.EXIT) }
  })
`
const TOKEN = 'canary-of-the-agency-0123456789'

function step(summary: string, exit: number): { readonly out: string; readonly status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'metagrant-job-'))
  try {
    const event = join(folder, 'event.json')
    writeFileSync(event, '{}')
    const env = { ...process.env, META_AGENCY_TOKEN: TOKEN, EXIT: String(exit) }
    const child = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM], {
      env: { ...env, GITHUB_EVENT_PATH: event, GITHUB_STEP_SUMMARY: summary },
      encoding: 'utf8',
    })
    return { out: child.stdout + child.stderr, status: child.status }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('summarise', () => {
  it.each([
    ['a disk is full', '/dev/full', 0],
    ['its folder is missing', '/nowhere/summary.md', 0],
    ['the step failed, too', '/dev/full', 3],
  ])('leaves the end of a step as it is when %s, and tells its text in the log', (_why, summary, exit) => {
    const { out, status } = step(summary, exit)
    expect(status).toBe(exit)
    expect(out).toContain('SUMMARY_UNWRITTEN')
    expect(out).toContain('| ::error::act_1001 for ben')
    expect(out).not.toContain('INTERNAL_ERROR')
    expect(out).not.toContain(TOKEN)
  })
})
