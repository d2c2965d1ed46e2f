import type { StepDefinition } from '../step.ts';
import { ask } from './ask.ts';
import { branch } from './branch.ts';
import { capture } from './capture.ts';
import { choice } from './choice.ts';
import { consent } from './consent.ts';
import { end } from './end.ts';
import { form } from './form.ts';
import { goto } from './goto.ts';
import { recommend } from './recommend.ts';
import { say } from './say.ts';
import { start } from './start.ts';

/** Every kind of step that a scenario may use. */
export const steps: readonly StepDefinition[] = [
  say,
  choice,
  ask,
  consent,
  form,
  branch,
  recommend,
  capture,
  goto,
  start,
  end,
];
