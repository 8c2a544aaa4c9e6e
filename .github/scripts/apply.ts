import { EXIT } from '../../provider/runs/wiring/exit.ts'
import { applyStack } from '../../provider/workflows/apply-stack.ts'
import type { Approved } from '../../provider/workflows/find-approved.ts'
import { unpacked } from '../../provider/workflows/packed.ts'
import { runStep, summarise } from './support/job.ts'

// Applies this job's stack of the matrix exactly as approved.
await runStep(async ({ context, env, event, github, runUrl }) => {
  const found = unpacked(env['APPROVED']) as Approved | undefined
  const approved = found?.approved.find(({ stack }) => stack === env['STACK'])
  if (found === undefined || approved === undefined) return { exit: EXIT.refused }
  const order = {
    ...approved,
    overrides: found.overrides,
    commit: event.after ?? env['GITHUB_SHA'] ?? '',
    pull: found.pull,
  }
  return applyStack(context, github(), order, summarise, runUrl)
})
