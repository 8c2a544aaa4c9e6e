import { applyUsage } from './apply.ts'
import { auditUsage } from './audit.ts'
import { checkUsage } from './check.ts'
import { continueUsage } from './continue.ts'
import { demoUsage } from './demo.ts'
import { doctorUsage } from './doctor.ts'
import { emulatorUsage } from './emulator.ts'
import { expireUsage } from './expire.ts'
import { importUsage } from './import.ts'
import { offboardUsage } from './offboard.ts'
import { peopleUsage } from './people.ts'
import { previewUsage } from './preview.ts'
import { reviewUsage } from './review.ts'
import { scanUsage } from './scan.ts'
import { unlockUsage } from './unlock.ts'
import type { Usage } from './usage.ts'

/** Every command, in the order of `metagrant --help`. */
export const USAGES: readonly Usage[] = [
  demoUsage,
  emulatorUsage,
  checkUsage,
  peopleUsage,
  doctorUsage,
  scanUsage,
  previewUsage,
  applyUsage,
  continueUsage,
  expireUsage,
  unlockUsage,
  offboardUsage,
  importUsage,
  reviewUsage,
  auditUsage,
]
