package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.plot.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class RoutePlotTest {

  @Test
  void eachRateAndEachConditionIsShown() throws Exception {
    Document document = Xml.parse(RoutePlot.of(RouteResults.report(RouteResults.all(0))));

    // Five rates, and two figures of four points.
    assertThat(Xml.all(document, "circle")).hasSize(5 + 8);
    // Two conditions, two figures each.
    assertThat(Xml.all(document, "polyline")).hasSize(4);
    List<String> texts = Xml.all(document, "text").stream().map(Element::getTextContent).toList();
    assertThat(texts)
        .contains("payments offered per second", "milliseconds", "coins in the ledger")
        .contains("4,800");
  }

  @Test
  void everythingIsInsideThePicture() throws Exception {
    Document document = Xml.parse(RoutePlot.of(RouteResults.report(RouteResults.all(0))));
    double height = number(document.getDocumentElement(), "height");
    double width = number(document.getDocumentElement(), "width");

    for (Element circle : Xml.all(document, "circle")) {
      assertThat(number(circle, "cx")).isBetween(0.0, width);
      assertThat(number(circle, "cy")).isBetween(0.0, height);
    }
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
