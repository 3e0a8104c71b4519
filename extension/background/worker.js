import { obeyCommands } from './commands.js';
import { answerMessages } from './messages.js';
import { defineSelection, makeMenu } from './menu.js';
import { answerOmnibox } from './omnibox.js';
import { allSites, registerGranted, startInOpenTabs } from './sites.js';
import { checkForUpdate } from './updates.js';

// Listeners first and at once: a worker is woken by an event only if it listens when it starts.
answerMessages();
obeyCommands();
answerOmnibox();

chrome.runtime.onInstalled.addListener(async () => {
  await makeMenu();
  await registerGranted();
  await startInOpenTabs(await allSites());
  await checkForUpdate();
});
chrome.runtime.onStartup.addListener(async () => {
  await registerGranted();
  await checkForUpdate();
});
chrome.permissions.onAdded.addListener(async ({ origins = [] }) => {
  await registerGranted();
  await startInOpenTabs(origins);
});
chrome.permissions.onRemoved.addListener(registerGranted);
chrome.contextMenus.onClicked.addListener(defineSelection);
