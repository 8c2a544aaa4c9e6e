import { EXIT } from '../../provider/runs/wiring/exit.ts'
import type { Approved } from '../../provider/workflows/find-approved.ts'
import { unpacked } from '../../provider/workflows/packed.ts'
import { tellApplied } from '../../provider/workflows/tell-applied.ts'
import { runStep, summarise } from './support/job.ts'

// Reports the results of all clients, on the pull request and in the summary. It holds no token of Meta's.
await runStep(async ({ env, event, github }) => {
  const found = unpacked(env['APPROVED']) as Approved | undefined
  if (found === undefined || (found.approved.length === 0 && found.refusals.length === 0))
    return { exit: EXIT.ok }
  const text = await tellApplied(github(), {
    pull: found.pull,
    commit: event.after ?? env['GITHUB_SHA'] ?? '',
    stacks: found.approved.map(({ stack }) => stack),
    refusals: found.refusals,
  })
  await summarise(text)
  return { exit: EXIT.ok }
})
