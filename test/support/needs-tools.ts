/**
 * The files whose tests start the engine, act or a browser, those that take longest first. `npm run quick` leaves them
 * out, and `npm test` starts with them: at the end, only short files share out the last seconds. A file that starts a
 * tool and is not here fails in quick (no-tools.ts).
 */
export const NEEDS_TOOLS: readonly string[] = [
  'test/workflows/apply.test.ts',
  'test/policies/pack.test.ts',
  'test/workflows/{drift,preview,expire}.test.ts',
  'test/provider/cli/{loop,moves,moves-killed}.test.ts',
  'test/provider/engine/foreseen.test.ts',
  'test/provider/index.test.ts',
  'test/provider/cli/offboard.test.ts',
  'test/provider/engine/canary.test.ts',
  'test/provider/cli/guard.test.ts',
  'test/workflows/*.test.ts',
  'test/provider/cli/leaver.test.ts',
  'test/provider/engine/{outlived,blocked,error-of-another,environment,postgres,s3,lock}.test.ts',
  // They wait for limits of time to pass, with a stand-in for the engine.
  'test/provider/engine/{engine-call,engine-family}.test.ts',
  'test/provider/engine/{scale,killed,state-cut,import,upgrade,foreign-code,refused-member,nameless-member,killed-reverted}.test.ts',
  'test/provider/workflows/audit.test.ts',
  'test/provider/cli/{refusals,unread,unconfirmed,offboard-unseen,audit,shared-by-hand,expire,policy,ownership-apply,own-assets-apply,new-address,lost-state,secrets,stopped,continue,part-approved}.test.ts',
  'test/docs/{pictures,readme}.test.ts',
  'test/provider/setup/{engine-run,engine,download-engine}.test.ts',
]
