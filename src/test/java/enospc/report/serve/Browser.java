package enospc.report.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real Chromium without a window, and what it asked for and complained of.
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1300,1000",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("performance", Level.ALL);
        logs.enable("browser", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort().build(), options);
    }

    /// Why there is no browser on this machine, or empty.
    static Optional<String> missing() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER) ? Optional.empty()
                : Optional.of("no " + CHROMIUM + " or no " + DRIVER + ": apt-get install chromium chromium-driver");
    }

    void open(String address) {
        driver.get(address);
        until("document.documentElement.dataset.ready !== undefined");
    }

    /// A page that is not ours.
    void openAnywhere(String address) {
        driver.get(address);
    }

    /// Waits for what a script says.
    void until(String condition) {
        new WebDriverWait(driver, Duration.ofSeconds(60)).withMessage(condition).until(
                _ -> Boolean.TRUE.equals(driver.executeScript("return " + condition)));
    }

    String run(String script) {
        return String.valueOf(driver.executeScript("return " + script));
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    void click(String css) {
        WebElement element = find(css);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    String text(String css) {
        return find(css).getText();
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
    }

    /// What was written to the console as an error, since it was last asked.
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get("browser").spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()).map(LogEntry::getMessage)
                .toList();
    }

    /// Requests for anything but files, data and this machine, since it was last asked.
    List<String> strangers() {
        return StreamSupport.stream(driver.manage().logs().get("performance").spliterator(), false)
                .map(LogEntry::getMessage).filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.matches("(?s)(file:|data:|blob:|http://127\\.0\\.0\\.1:).*")).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
