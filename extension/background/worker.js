import { answerMessages } from './messages.js';
import { defineSelection, makeMenu } from './menu.js';
import { allSites, registerGranted, startInOpenTabs } from './sites.js';

// Listeners first and at once: a worker is woken by an event only if it listens when it starts.
answerMessages();

chrome.runtime.onInstalled.addListener(async () => {
  await makeMenu();
  await registerGranted();
  await startInOpenTabs(await allSites());
});
chrome.runtime.onStartup.addListener(registerGranted);
chrome.permissions.onAdded.addListener(async ({ origins = [] }) => {
  await registerGranted();
  await startInOpenTabs(origins);
});
chrome.permissions.onRemoved.addListener(registerGranted);
chrome.contextMenus.onClicked.addListener(defineSelection);
