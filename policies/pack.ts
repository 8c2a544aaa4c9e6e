import { PolicyPack } from '@pulumi/policy'
import { policiesNow } from './policies-now.ts'

// What the engine starts (PulumiPolicy.yaml): the only file here that knows a clock, a disk and an environment.
void policiesNow(process.env, process.cwd(), new Date()).then(
  (policies) => new PolicyPack('metagrant', { policies }),
)
