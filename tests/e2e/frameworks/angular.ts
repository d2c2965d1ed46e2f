import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

class Page {
  context = { product: 'bike-7' };
  opened = signal(0);
  count = () => this.opened.update((opened) => opened + 1);
}

/** The decorator as a call: nothing compiles this page but the browser. */
const AppPage = Component({
  selector: 'main',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <output>opened {{ opened() }}</output>
    <agent-chat [attr.theme]="opened() ? 'light' : 'dark'" [context]="context" (agent-chat-opened)="count()">
      <small slot="footer">We answer on workdays</small>
    </agent-chat>
  `,
})(Page) as typeof Page;

document.body.append(document.createElement('main'));
await bootstrapApplication(AppPage, { providers: [provideZonelessChangeDetection()] });
