import { flushCompileCache } from 'node:module'
import { PolicyPack } from '@pulumi/policy'
import { policiesNow } from './policies-now.ts'

// What the engine starts (PulumiPolicy.yaml): the only file here that knows a clock, a disk and an environment.
void policiesNow(process.env, process.cwd(), new Date()).then((policies) => {
  // The engine kills its analyzers, so none ever gets to write what it has compiled when it exits.
  flushCompileCache()
  return new PolicyPack('metagrant', { policies })
})
