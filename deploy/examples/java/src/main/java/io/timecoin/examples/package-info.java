/** What an application does that reads the public events, in plain Java. */
package io.timecoin.examples;
