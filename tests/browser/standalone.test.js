import { aboutKeys } from './standalone-keys.js';
import { aboutKinds } from './standalone-kinds.js';
import { aboutLook } from './standalone-look.js';
import { aboutPointer } from './standalone-pointer.js';
import { aboutSaving } from './standalone-saved.js';
import { inEachBrowser } from './standalone-suite.js';

inEachBrowser((bench) => {
  aboutPointer(bench);
  aboutKeys(bench);
  aboutLook(bench);
  aboutKinds(bench);
  aboutSaving(bench);
});
