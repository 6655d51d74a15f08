package io.timecoin.devnet.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.plot.Svg.Anchor;
import io.timecoin.devnet.plot.Svg.Point;
import io.timecoin.devnet.plot.Svg.Role;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class SvgTest {

  @Test
  void everyShapeIsInTheFileAndTheFileIsXml() throws Exception {
    var svg = new Svg(200, 100);
    svg.line(Role.AXIS, 0, 1, 2, 3);
    svg.path(Role.LINE, List.of(new Point(1, 2), new Point(3.25, 4)));
    svg.circle(Role.DATA, 10, 20, 3);
    svg.text(Anchor.END, 5, 6, "a < b & c > d");
    svg.upright(7, 8, "up");

    var document = Xml.parse(svg.file());

    assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 200 100");
    assertThat(Xml.all(document, "line")).hasSize(1);
    assertThat(Xml.all(document, "circle")).hasSize(1);
    assertThat(Xml.all(document, "polyline").getFirst().getAttribute("points"))
        .isEqualTo("1.0,2.0 3.3,4.0");
    assertThat(Xml.all(document, "text").getFirst().getTextContent()).isEqualTo("a < b & c > d");
  }

  @Test
  void everyRoleHasAStyleOnLightAndOnDarkPages() {
    String style = new Svg(1, 1).file();
    int dark = style.indexOf("@media (prefers-color-scheme: dark)");

    for (Role role : Role.values()) {
      String name = "." + role.name().toLowerCase(Locale.ROOT);
      assertThat(style.substring(0, dark)).contains(name);
      assertThat(style.substring(dark)).contains(name);
    }
  }

  @Test
  void aLanguageWithDecimalCommasChangesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      var svg = new Svg(10, 10);
      svg.circle(Role.EACH, 1.5, 2.5, 0.5);

      assertThat(svg.file()).contains("cx=\"1.5\" cy=\"2.5\" r=\"0.5\"");
    } finally {
      Locale.setDefault(before);
    }
  }
}
