<?php
// Stands in for 1C-Bitrix, which cannot be installed from a public place: of its HttpClient, what a guide calls. The
// defaults and what it answers on failure are Bitrix's; the HTTP below is real.

declare(strict_types=1);

namespace Bitrix\Main\Web;

final class HttpHeaders
{
    /** @param array<string, string> $values By name in lower case. */
    public function __construct(private array $values = [])
    {
    }

    public function get(string $name): ?string
    {
        return $this->values[strtolower($name)] ?? null;
    }
}

final class HttpClient
{
    private const DEFAULTS = ['redirect' => true, 'redirectMax' => 5, 'socketTimeout' => 30, 'streamTimeout' => 60];

    private array $options;
    private array $headers = [];
    private array $error = [];
    private int $status = 0;
    private HttpHeaders $received;

    public function __construct(?array $options = null)
    {
        $options ??= [];
        $unknown = array_diff_key($options, self::DEFAULTS);
        if ($unknown !== []) {
            throw new \LogicException('The stand-in knows no option ' . implode(', ', array_keys($unknown)));
        }
        $this->options = $options + self::DEFAULTS;
        $this->received = new HttpHeaders();
    }

    public function setHeader(string $name, string $value, bool $replace = true): static
    {
        if ($replace || !isset($this->headers[$name])) {
            $this->headers[$name] = $value;
        }
        return $this;
    }

    public function post(string $url, array|string|null $postData = null): string|false
    {
        $this->headers += ['Content-Type' => 'application/x-www-form-urlencoded'];
        $body = is_array($postData) ? http_build_query($postData) : (string) $postData;
        $stream = $this->open($url, $body);
        if ($stream === false) {
            $this->error['NETWORK'] = 'no answer';
            return false;
        }
        $lines = stream_get_meta_data($stream)['wrapper_data'];
        $this->status = (int) (explode(' ', array_shift($lines))[1] ?? 0);
        $values = [];
        foreach ($lines as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $values[strtolower($name)] = trim($value);
        }
        $this->received = new HttpHeaders($values);
        return (string) stream_get_contents($stream);
    }

    public function getStatus(): int
    {
        return $this->status;
    }

    public function getHeaders(): HttpHeaders
    {
        return $this->received;
    }

    /** @return array<string, string> */
    public function getError(): array
    {
        return $this->error;
    }

    /** @return resource|false */
    private function open(string $url, string $body)
    {
        // Bitrix sends the host without its port.
        $headers = $this->headers + ['Host' => parse_url($url, PHP_URL_HOST), 'Connection' => 'close', 'Accept' => '*/*'];
        return @fopen($url, 'r', false, stream_context_create(['http' => [
            'method' => 'POST',
            'header' => array_map(fn ($name, $value) => "$name: $value", array_keys($headers), $headers),
            'content' => $body,
            'protocol_version' => 1.1,
            'timeout' => $this->options['streamTimeout'],
            'follow_location' => (int) $this->options['redirect'],
            'max_redirects' => $this->options['redirectMax'] + 1,
            'ignore_errors' => true,
        ]]));
    }
}
