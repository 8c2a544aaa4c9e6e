import { describe, expect, it } from 'vitest'
import { startGitHub } from '../support/github/server.ts'
import { ACT, NO_ACT, runWorkflow } from '../support/workflows/act.ts'
import { dispatchPayload } from '../support/workflows/payloads.ts'
import { makeRepository } from '../support/workflows/repository.ts'

const WORKFLOW = `name: Harness
on: { workflow_dispatch: { inputs: { client: { type: string } } } }
jobs:
  good:
    runs-on: ubuntu-latest
    outputs: { client: "\${{ steps.one.outputs.client }}" }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - id: one
        run: |
          node provider/setup/bootstrap.mjs
          node provider/bin.mjs check >> "$GITHUB_STEP_SUMMARY"
          git log --format=%s
          echo "client=\${{ inputs.client }}" >> "$GITHUB_OUTPUT"
          echo "::error file=access/agency.yaml,line=3::Look here"
  bad:
    runs-on: ubuntu-latest
    needs: [good]
    steps:
      - run: exit 1
  skipped:
    runs-on: ubuntu-latest
    if: false
    steps:
      - run: exit 1
`

describe('runWorkflow', () => {
  it('runs jobs on the code under test, and tells results, outputs, summary and annotations', async (context) => {
    if (ACT === undefined) context.skip(NO_ACT)
    await using github = await startGitHub()
    await using repository = await makeRepository()
    await repository.commit({ '.github/workflows/harness.yml': WORKFLOW }, 'A workflow')
    const run = await runWorkflow({
      workflow: 'harness.yml',
      event: 'workflow_dispatch',
      payload: dispatchPayload(github, { client: 'acme' }),
      repository,
      github,
    })
    expect(run.jobs).toEqual({ good: 'success', bad: 'failure' })
    expect(run.exit).toBe(1)
    expect(run.outputs).toEqual({ client: 'acme' })
    expect(run.summary).toMatch(/^\d+ findings$/m)
    expect(run.annotations).toEqual([
      { level: 'error', message: 'Look here', file: 'access/agency.yaml', line: '3' },
    ])
    expect(run.log).toContain('A workflow')
  })
})
